<#import "template.ftl" as layout>
<#import "sequence.ftl" as sequence>

<#macro flow id participants messages>
<section id="${id}" class="oa-flow">
  <h3>${msg("startFlow." + id)}</h3>
  <p>${msg("startFlow." + id + ".text")}</p>
  <@sequence.diagram id=id + "-diagram" title=msg("startFlow." + id) participants=participants messages=messages />
</section>
</#macro>

<@layout.registrationLayout bodyClass="wide" displayMessage=false; section>
  <#if section = "header">
    ${(realm.displayName)!realm.name}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <script type="module" src="${url.resourcesPath}/js/copy.js"></script>
    <div class="oa-page oa-wide">
    <#if httpsMissing>
    <p id="https-missing" class="oa-warning" role="alert">${msg("startHttpsMissing")}</p>
    </#if>
    <p><strong>${msg("startRunning")}</strong> ${msg("startVersion", version)} ${msg("startPurpose")}</p>
    <nav aria-label="${msg('startLinks')}">
      <ul class="oa-links">
        <li><a href="#flows">${msg("startFlows")}</a></li>
        <li><a href="#endpoints">${msg("startEndpoints")}</a></li>
        <li><a href="${serverUrl}/.well-known/oauth-authorization-server">${msg("startDiscovery")}</a></li>
        <li><a href="${serverUrl}/device">${msg("startDevice")}</a></li>
        <li><a href="${accountConsole}">${msg("startAccount")}</a></li>
        <li><a href="${adminConsole}">${msg("startAdmin")}</a></li>
      </ul>
    </nav>

    <h2 id="notebook">${msg("startNotebook")}</h2>
    <p>${msg("startNotebookText")}</p>
    <div class="oa-copy">
<pre id="environment" class="oa-value" tabindex="0">${environment.text()}</pre>
      <button type="button" class="pf-v5-c-button pf-m-secondary" data-copy="environment" data-copied="${msg('callbackCopied')}" hidden>${msg("callbackCopy")}</button>
    </div>
    <p><a id="environment-download" download="notebook.env" href="data:text/plain;charset=utf-8,${environment.text()?url('UTF-8')}">${msg("startDownload")}</a></p>
    <p class="oa-muted"><#if environment.complete()>${msg("startComplete")}<#else>${msg("startSecrets")}</#if></p>

    <h2 id="flows">${msg("startFlows")}</h2>
    <#assign you = msg("startPerson"), client = msg("startClient"), server = msg("startServer"), device = msg("startTheDevice"), api = msg("startApi"), backend = msg("startBackend"), downstream = msg("startDownstream")>
    <@flow id="authorization-code" participants=[you, client, server] messages=[
      [1, 0, "state, code_challenge"],
      [0, 2, "GET /auth"],
      [2, 0, msg("startStep.signIn"), true],
      [2, 0, "302 /callback?code&state&iss", true],
      [0, 1, "code"],
      [1, 2, "POST /token code, code_verifier"],
      [2, 1, "access_token, refresh_token", true]
    ] />
    <@flow id="client-credentials" participants=[client, server, api] messages=[
      [0, 1, "POST /token client_id, scope"],
      [1, 0, "access_token", true],
      [0, 2, "GET /api/test Bearer"],
      [2, 0, "200", true]
    ] />
    <@flow id="device-authorization" participants=[you, device, server] messages=[
      [1, 2, "POST /device_authorization"],
      [2, 1, "device_code, user_code", true],
      [1, 0, "user_code"],
      [0, 2, msg("startStep.enterCode")],
      [1, 2, "POST /token device_code"],
      [2, 1, "authorization_pending", true],
      [0, 2, msg("startStep.allow")],
      [1, 2, "POST /token device_code"],
      [2, 1, "access_token", true]
    ] />
    <@flow id="token-exchange" participants=[client, backend, server, downstream] messages=[
      [0, 1, "access_token"],
      [1, 2, "POST /token subject_token"],
      [1, 2, "actor_token, audience"],
      [2, 1, "access_token aud, act", true],
      [1, 3, "Bearer"],
      [3, 1, "200", true]
    ] />

    <h2 id="endpoints">${msg("startEndpoints")}</h2>
    <div class="oa-scroll" tabindex="0" role="region" aria-labelledby="endpoints">
      <table>
        <thead><tr><th scope="col">${msg("startEndpoint")}</th><th scope="col">${msg("startMethods")}</th><th scope="col">${msg("startMeaning")}</th></tr></thead>
        <tbody>
          <#list endpoints as endpoint>
          <tr>
            <td><#if endpoint.link()><a href="${endpoint.url()}"><code>${endpoint.path()}</code></a><#else><code>${endpoint.path()}</code></#if></td>
            <td>${endpoint.methods()}</td>
            <td>${msg("startEndpoint." + endpoint.name())}</td>
          </tr>
          </#list>
        </tbody>
      </table>
    </div>

    <#if clients?has_content>
    <h2 id="clients">${msg("startClients")}</h2>
    <div class="oa-scroll" tabindex="0" role="region" aria-labelledby="clients">
      <table>
        <thead><tr><th scope="col">client_id</th><th scope="col">${msg("startKind")}</th><th scope="col">grant_type</th><th scope="col">scope</th><th scope="col">redirect_uri</th></tr></thead>
        <tbody>
          <#list clients as listed>
          <tr>
            <td><code>${listed.id()}</code></td>
            <td>${listed.confidential()?then(msg("startConfidential"), msg("startPublic"))}</td>
            <td><#list listed.grants() as grant><code>${grant}</code><#sep><br></#list></td>
            <td><#list listed.scopes() as scope><code>${scope}</code><#sep> </#list></td>
            <td><#list listed.redirectUris() as uri><code>${uri}</code><#sep><br></#list></td>
          </tr>
          </#list>
        </tbody>
      </table>
    </div>
    </#if>
    </div>
  </#if>
</@layout.registrationLayout>
