<#import "template.ftl" as layout>
<#import "way-back.ftl" as wayBack>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("frontchannel-logout.title")}
  <#elseif section = "form">
    <p>${msg("frontchannel-logout.message")}</p>
    <ul>
      <#list logout.clients as loggedOut>
      <li>${loggedOut.name!} <iframe src="${loggedOut.frontChannelLogoutUrl}" title="${loggedOut.name!}" hidden></iframe></li>
      </#list>
    </ul>
    <#if logout.logoutRedirectUri?has_content>
    <#-- page.js follows it when the applications have been told. -->
    <p><a id="continue" href="${logout.logoutRedirectUri}" data-follow>${msg("doContinue")}</a></p>
    <#else>
    <@wayBack.show toApplication=false />
    </#if>
  </#if>
</@layout.registrationLayout>
