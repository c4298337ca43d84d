<#-- The realm's password policy as data for password-policy-hints.js; the server decides in any case. -->
<#macro templates></#macro>

<#macro script field="">
<ul hidden data-password-policies-for="${field}">
  <#list [
    ["length", passwordPolicies.length!-1, "invalidPasswordMinLengthMessage"],
    ["maxLength", passwordPolicies.maxLength!-1, "invalidPasswordMaxLengthMessage"],
    ["lowerCase", passwordPolicies.lowerCase!-1, "invalidPasswordMinLowerCaseCharsMessage"],
    ["upperCase", passwordPolicies.upperCase!-1, "invalidPasswordMinUpperCaseCharsMessage"],
    ["digits", passwordPolicies.digits!-1, "invalidPasswordMinDigitsMessage"],
    ["specialChars", passwordPolicies.specialChars!-1, "invalidPasswordMinSpecialCharsMessage"]
  ]?filter(policy -> policy[1] != -1) as policy>
  <li data-policy="${policy[0]}" data-value="${policy[1]?c}">${msg(policy[2])}</li>
  </#list>
</ul>
</#macro>
