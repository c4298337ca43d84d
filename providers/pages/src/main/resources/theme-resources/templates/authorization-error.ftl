<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("errorTopic." + mistake.topic().id())}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <div id="kc-error-message" class="oa-page">
    <p class="${properties.kcAlertClass!} pf-m-danger" role="alert">${kcSanitize(message.summary)?no_esc}</p>
    <p>${msg("errorTopic." + mistake.topic().id() + ".meaning")}</p>
    <#if mistake.local()>
    <h2>${msg("mistakeSent")}</h2>
    <#if mistake.sent()?has_content>
    <dl id="sent" class="oa-list">
      <#list mistake.sent() as name, value>
      <div><dt><code>${name}</code></dt><dd><code class="oa-value">${value}</code></dd></div>
      </#list>
    </dl>
    <#else>
    <p id="sent">${msg("mistakeNothingSent")}</p>
    </#if>
    <h2>${msg("mistakeRegistered")}</h2>
    <ul id="registered">
      <#list mistake.registered() as value><li><code>${value}</code></li></#list>
    </ul>
    <#if mistake.correction()??>
    <h2>${msg("mistakeCorrection")}</h2>
    <p><code id="correction" class="oa-value">${mistake.correction()}</code></p>
    </#if>
    </#if>
    <p><a id="explanation" href="${mistake.explanationUrl()}">${msg("mistakeExplanation")}</a></p>
    <p class="oa-muted">${msg("mistakeReference")} <code id="error-reference">${errorReference}</code></p>
    </div>
  </#if>
</@layout.registrationLayout>
