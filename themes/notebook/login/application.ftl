<#-- The name of the application that the page is about: the client's name, or its id if it has none. -->
<#function name>
  <#return client.name?has_content?then(advancedMsg(client.name!""), client.clientId)>
</#function>
