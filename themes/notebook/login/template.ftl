<#import "footer.ftl" as loginFooter>
<#import "theme-resources.ftl" as themeResourceTags>
<#import "inputs.ftl" as inputs>
<#import "application.ftl" as application>

<#-- The frame of every page. Sections of a page: "header", "form", "info", "socialProviders", "show-username". -->
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false displayApplication=false>
<#local heading><#nested "header"></#local>
<!DOCTYPE html>
<html lang="${lang}"<#if realm.internationalizationEnabled> dir="${locale.rtl?then('rtl', 'ltr')}"</#if><#if !darkMode> class="light-only"</#if>>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light${darkMode?then(' dark', '')}">
  <#-- The heading is escaped already; what is left out here is its mark-up. -->
  <title>${heading?markup_string?replace("<[^>]*>", "", "r")?trim?no_esc} · ${(realm.displayName)!realm.name}</title>
  <link rel="icon" type="image/svg+xml" href="${url.resourcesPath}/img/logo.svg">
  <@themeResourceTags.renderStyles themeResources.stylesCommon url.resourcesCommonPath />
  <@themeResourceTags.renderStyles themeResources.styles url.resourcesPath />
  <#if !contentSecurityPolicy??>
  <script type="importmap">{"imports": {"rfc4648": "${url.resourcesCommonPath}/vendor/rfc4648/rfc4648.js"}}</script>
  </#if>
  <@themeResourceTags.renderScripts themeResources.scripts url.resourcesPath "text/javascript" />
  <#list scripts![] as script>
  <script src="${script}"></script>
  </#list>
  <script type="module" src="${url.resourcesPath}/js/page.js"></script>
</head>
<body id="keycloak-bg" class="${bodyClass}" data-page-id="login-${pageId}"<#rt>
  <#lt><#if authenticationSession??> data-sign-in-url="${url.ssoLoginInOtherTabsUrl}" data-authentication-session="${authenticationSession.authSessionIdHash}"</#if>>
<div class="nb-page">
  <header id="kc-header" class="nb-header">
    <div id="kc-header-wrapper" class="nb-brand">
      <img src="${url.resourcesPath}/img/logo.svg" alt="" width="32" height="32">
      <span>${kcSanitize(msg("loginTitleHtml", (realm.displayNameHtml)!realm.name))?no_esc}</span>
    </div>
    <#if realm.internationalizationEnabled && locale.supported?size gt 1 && languageMenu!true>
    <details class="nb-languages">
      <summary><span class="nb-hidden">${msg("languages")}: </span>${locale.current}</summary>
      <ul>
        <#list locale.supported?sort_by("label") as language>
        <li><a href="${language.url}" lang="${language.languageTag}" hreflang="${language.languageTag}"<#if language.languageTag == locale.currentLanguageTag> aria-current="true"</#if>>${language.label}</a></li>
        </#list>
      </ul>
    </details>
    </#if>
  </header>
  <main class="nb-card">
    <hgroup class="nb-title">
      <h1 id="kc-page-title">${heading}</h1>
      <#if displayApplication>
      <p id="login-application">${msg("loginToContinue", application.name())}</p>
      </#if>
    </hgroup>
    <#if displayRequiredFields>
    <p class="nb-muted"><span aria-hidden="true">*</span> ${msg("requiredFields")}</p>
    </#if>
    <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
    <#nested "show-username">
    <@inputs.attemptedUsername />
    </#if>
    <#-- An action that the application asked for needs no warning that it must be done. -->
    <#if displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
    <div class="${properties.kcAlertClass} pf-m-${(message.type == 'error')?then('danger', message.type)}" role="alert">
      <p class="${properties.kcAlertTitleClass} kc-feedback-text">${kcSanitize(message.summary)?no_esc}</p>
    </div>
    </#if>
    <#nested "form">
    <#if auth?has_content && auth.showTryAnotherWayLink()>
    <form id="kc-select-try-another-way-form" action="${url.loginAction}" method="post">
      <button id="try-another-way" name="tryAnotherWay" value="on" class="${properties.kcButtonLinkClass}">${msg("doTryAnotherWay")}</button>
    </form>
    </#if>
    <#if switchOrganizationEnabled!false>
    <form id="kc-switch-organization-form" action="${url.loginAction}" method="post">
      <button id="switch-organization" name="switchOrganization" value="true" class="${properties.kcButtonLinkClass}">${msg("doSwitchOrganization")}</button>
    </form>
    </#if>
    <#nested "socialProviders">
    <#if displayInfo>
    <div id="kc-info" class="nb-info"><#nested "info"></div>
    </#if>
    <@loginFooter.content />
  </main>
</div>
</body>
</html>
</#macro>
