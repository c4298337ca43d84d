<#import "template.ftl" as layout>
<#import "sequence.ftl" as sequence>

<#macro flow id participants messages>
<section id="${id}" class="oa-flow">
  <h3>${msg("startFlow." + id)}</h3>
  <p>${msg("startFlow." + id + ".text")}</p>
  <@sequence.diagram id=id + "-diagram" title=msg("startFlow." + id) participants=participants messages=messages />
</section>
</#macro>

<#macro command id text>
<div class="oa-copy">
<pre id="${id}" class="oa-value" tabindex="0">${text}</pre>
  <button type="button" class="pf-v5-c-button pf-m-secondary" data-copy="${id}" data-copied="${msg('callbackCopied')}" hidden>${msg("callbackCopy")}</button>
</div>
</#macro>

<#-- Roles, because browsers forget those of a table that is laid out as a list, as on a phone. -->
<#macro table labelledBy columns>
<table class="oa-table" role="table" aria-labelledby="${labelledBy}">
  <thead role="rowgroup"><tr role="row"><#list columns as column><th role="columnheader" scope="col">${column}</th></#list></tr></thead>
  <tbody role="rowgroup"><#nested></tbody>
</table>
</#macro>

<#macro cell column><td role="cell" data-column="${column}"><div><#nested></div></td></#macro>

<@layout.registrationLayout bodyClass="wide" displayMessage=false; section>
  <#if section = "header">
    ${msg("startTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-pages.css">
    <script type="module" src="${url.resourcesPath}/js/copy.js"></script>
    <script type="module" src="${url.resourcesPath}/js/sample-request.js"></script>
    <div class="oa-page oa-wide">
    <#if httpsMissing>
    <p id="https-missing" class="oa-warning" role="alert">${msg("startHttpsMissing")}</p>
    </#if>
    <p>${msg("startPurpose")} ${msg("startVersion", version)}</p>

    <h2 id="try">${msg("startTry")}</h2>
    <div class="oa-actions">
      <#if sampleRequest?? && authorizationEndpoint??>
      <#-- Shown by sample-request.js, which makes the state and the code verifier. -->
      <form id="sample-request" class="oa-action" action="${authorizationEndpoint}" hidden>
        <h3>${msg("startTryFlow")}</h3>
        <p>${msg("startTryFlowText", sampleRequest.client().id())}</p>
        <#if users?has_content>
        <p id="development-users">${msg("startUsers")} <#list users as user><code>${user}</code><#sep>, </#list></p>
        </#if>
        <input type="hidden" name="response_type" value="code">
        <input type="hidden" name="client_id" value="${sampleRequest.client().id()}">
        <input type="hidden" name="redirect_uri" value="${sampleRequest.redirectUri()}">
        <input type="hidden" name="scope" value="${sampleRequest.scope()}">
        <input type="hidden" name="state">
        <input type="hidden" name="code_challenge">
        <input type="hidden" name="code_challenge_method" value="S256">
        <button class="pf-v5-c-button pf-m-primary">${msg("startTryFlow")}</button>
      </form>
      </#if>
      <section class="oa-action">
        <h3>${msg("startDevice")}</h3>
        <p>${msg("startDeviceText")}</p>
        <#if deviceCommand??>
        <@command id="device-command" text=deviceCommand />
        </#if>
        <a id="device-page" class="pf-v5-c-button pf-m-primary" href="${serverUrl}/device">${msg("startDeviceOpen")}</a>
      </section>
      <#if apiCommand??>
      <section class="oa-action oa-action-wide">
        <h3>${msg("startCallApi")}</h3>
        <p>${msg("startCallApiText")} <#if !environment.complete()>${msg("endpointReplace")}</#if></p>
        <@command id="api-command" text=apiCommand />
      </section>
      </#if>
    </div>
    <nav aria-label="${msg('startLinks')}">
      <ul class="oa-links">
        <#list endpoints as endpoint><#if endpoint.name() == "EXPLORER"><li><a id="explorer" href="${endpoint.url()}">${msg("startExplorer")}</a></li></#if></#list>
        <li><a href="#notebook">${msg("startNotebook")}</a></li>
        <li><a href="#flows">${msg("startFlows")}</a></li>
        <li><a href="#endpoints">${msg("startEndpoints")}</a></li>
        <li><a href="${serverUrl}/.well-known/oauth-authorization-server">${msg("startDiscovery")}</a></li>
        <li><a href="${accountConsole}">${msg("startAccount")}</a></li>
        <li><a href="${adminConsole}">${msg("startAdmin")}</a></li>
        <#if documentation??>
        <li><a href="${documentation}" rel="noreferrer">${msg("startDocumentation")}</a></li>
        </#if>
      </ul>
    </nav>

    <h2 id="notebook">${msg("startNotebook")}</h2>
    <p>${msg("startNotebookText")}</p>
    <@command id="environment" text=environment.text() />
    <p><a id="environment-download" download="notebook.env" href="data:text/plain;charset=utf-8,${environment.text()?url('UTF-8')}">${msg("startDownload")}</a></p>
    <p class="oa-muted"><#if environment.complete()>${msg("startComplete")}<#else>${msg("startSecrets")}</#if></p>
    <p id="files">${msg("startFiles")} <code>notebook/oauth2-flows.ipynb</code>, <code>docs/notebook.md</code>, <code>docs/README.md</code></p>

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
    <#assign path = msg("startEndpoint"), methods = msg("startMethods"), meaning = msg("startMeaning")>
    <@table labelledBy="endpoints" columns=[path, methods, meaning]>
      <#list endpoints as endpoint>
      <tr role="row">
        <@cell column=path><#if endpoint.link()><a href="${endpoint.url()}"><code>${endpoint.path()}</code></a><#else><code>${endpoint.path()}</code></#if></@cell>
        <@cell column=methods>${endpoint.methods()}</@cell>
        <@cell column=meaning>${msg("startEndpoint." + endpoint.name())}</@cell>
      </tr>
      </#list>
    </@table>

    <#if clients?has_content>
    <h2 id="clients">${msg("startClients")}</h2>
    <#assign kind = msg("startKind")>
    <@table labelledBy="clients" columns=["client_id", kind, "grant_type", "scope", "redirect_uri"]>
      <#list clients as listed>
      <tr role="row">
        <@cell column="client_id"><code>${listed.id()}</code></@cell>
        <@cell column=kind>${listed.confidential()?then(msg("startConfidential"), msg("startPublic"))}</@cell>
        <@cell column="grant_type"><#list listed.grants() as grant><code>${grant}</code><#sep><br></#list></@cell>
        <@cell column="scope"><#list listed.scopes() as scope><code>${scope}</code><#sep> </#list></@cell>
        <@cell column="redirect_uri"><#list listed.redirectUris() as uri><code>${uri}</code><#sep><br></#list></@cell>
      </tr>
      </#list>
    </@table>
    </#if>
    </div>
  </#if>
</@layout.registrationLayout>
