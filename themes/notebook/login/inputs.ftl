<#-- Fields that say by themselves what is wrong: the message is described by the field and read out with it. -->

<#macro field name label error>
<div class="${properties.kcFormGroupClass}">
  <label for="${name}" class="${properties.kcFormLabelClass}"><span class="${properties.kcFormLabelTextClass}">${label}</span></label>
  <#nested>
  <div id="input-error-container-${name}">
    <#if error?has_content>
    <p id="input-error-${name}" class="nb-field-error" role="alert">${kcSanitize(error)?no_esc}</p>
    </#if>
  </div>
</div>
</#macro>

<#macro describe name error hint="">
<#if error?has_content> aria-invalid="true" aria-describedby="input-error-${name}<#if hint?has_content> ${hint}</#if>"<#elseif hint?has_content> aria-describedby="${hint}"</#if><#rt>
</#macro>

<#macro text name label value="" autocomplete="off" error="" autofocus=false hint="" extra...>
<@field name=name label=label error=error>
  <span class="${properties.kcInputClass}<#if error?has_content> ${properties.kcError}</#if>">
    <input id="${name}" name="${name}" type="text" value="${value}" autocomplete="${autocomplete}" spellcheck="false"<#if autofocus> autofocus</#if><@describe name error hint/><#list extra as attribute, setting> ${attribute}="${setting}"</#list>>
  </span>
  <#nested>
</@field>
</#macro>

<#-- errorOf: the name of another field whose error is about this one, too. -->
<#macro password name label autocomplete error="" autofocus=false errorOf="">
<@field name=name label=label error=error>
  <div class="${properties.kcInputGroup}">
    <span class="${properties.kcInputClass} nb-fill<#if (errorOf + error)?has_content> ${properties.kcError}</#if>">
      <input id="${name}" name="${name}" type="password" autocomplete="${autocomplete}"<#if autofocus> autofocus</#if><@describe errorOf?has_content?then(errorOf, name) errorOf + error "${name}-caps-lock"/>>
    </span>
    <button type="button" class="${properties.kcFormPasswordVisibilityButtonClass} nb-reveal" aria-controls="${name}" aria-pressed="false" aria-label="${msg('showPassword')}" hidden></button>
  </div>
  <p id="${name}-caps-lock" class="nb-caps-lock" aria-live="polite"><span hidden>${msg("capsLockOn")}</span></p>
  <#nested>
</@field>
</#macro>

<#macro checkbox name label checked=false>
<label class="nb-checkbox"><input type="checkbox" id="${name}" name="${name}"<#if checked> checked</#if>> ${label}</label>
</#macro>

<#macro attemptedUsername>
<p class="nb-signed-in">
  <span id="kc-attempted-username">${auth.attemptedUsername}</span>
  <a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a>
</p>
</#macro>

<#function usernameLabel>
  <#if !realm.loginWithEmailAllowed><#return msg("username")></#if>
  <#if !realm.registrationEmailAsUsername><#return msg("usernameOrEmail")></#if>
  <#return msg("email")>
</#function>
