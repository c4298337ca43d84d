<#-- The realm's password policy as data for password-policy-hints.js; the server decides in any case. -->
<#macro templates></#macro>

<#macro script field="">
<ul hidden data-password-policies-for="${field}">
  <#list [
    ["length", passwordPolicies.length, "invalidPasswordMinLengthMessage"],
    ["maxLength", passwordPolicies.maxLength, "invalidPasswordMaxLengthMessage"],
    ["lowerCase", passwordPolicies.lowerCase, "invalidPasswordMinLowerCaseCharsMessage"],
    ["upperCase", passwordPolicies.upperCase, "invalidPasswordMinUpperCaseCharsMessage"],
    ["digits", passwordPolicies.digits, "invalidPasswordMinDigitsMessage"],
    ["specialChars", passwordPolicies.specialChars, "invalidPasswordMinSpecialCharsMessage"]
  ]?filter(policy -> (policy[1]!-1) != -1) as policy>
  <li data-policy="${policy[0]}" data-value="${policy[1]?c}">${msg(policy[2])}</li>
  </#list>
</ul>
</#macro>
