<#import "template.ftl" as layout>
<#macro names values empty=""><#if values?has_content><#list values as value><code>${value}</code><#sep> </#sep></#list><#else>${empty}</#if></#macro>
<#-- What is invalid is said in English, as when the permit is saved. -->
<#macro problemText problem><#if problem.text().name() == "INVALID"><span lang="en">${problem.message()}</span><#else>${msg("permitsProblemText." + problem.text().name(), problem.arguments()[0]!"", problem.arguments()[1]!"")}</#if></#macro>
<@layout.registrationLayout bodyClass="wide permits" displayMessage=false; section>
  <#if section = "header">
    ${msg("permitsTitle", shownRealm)}
  <#elseif section = "form">
    <link rel="stylesheet" href="${url.resourcesPath}/css/oauth2-permits.css">
    <div class="pm-page">
    <#if !map.enforced()>
      <p class="pm-note">${msg("permitsNotEnforced")}</p>
    </#if>
    <#if map.permits()?has_content>
    <section aria-labelledby="pm-plot-title">
      <h2 id="pm-plot-title">${msg("permitsPlot")}</h2>
      <div class="pm-scroll" tabindex="0" role="region" aria-labelledby="pm-plot-title">
        <svg class="pm-plot" viewBox="0 0 ${plot.width?c} ${plot.height?c}" role="img" aria-label="${msg("permitsPlotHint")}">
          <#list plot.lines as line>
            <path class="pm-line<#if line.hasDefect()> pm-problem</#if>" d="${line.path()}"/>
          </#list>
          <#list plot.boxes as box>
            <g class="pm-box<#if box.column() == 1> pm-permit</#if><#if box.hasDefect()> pm-problem</#if>">
              <title>${box.name()}</title>
              <rect x="${box.x()?c}" y="${box.y()?c}" width="${plot.boxWidth?c}" height="${plot.boxHeight?c}" rx="6"/>
              <text x="${(box.x() + 10)?c}" y="${(box.y() + 21)?c}"><#if box.name() == "*">${msg("permitsAnyRequester")}<#else>${box.label()}</#if></text>
            </g>
          </#list>
        </svg>
      </div>
      <p class="pm-muted">${msg("permitsPlotHint")}</p>
    </section>
    <section aria-labelledby="pm-table-title">
      <h2 id="pm-table-title">${msg("permitsTable")}</h2>
      <div class="pm-scroll" tabindex="0" role="region" aria-labelledby="pm-table-title">
        <table class="pm-table">
          <thead><tr>
            <th scope="col">${msg("permitsPermit")}</th>
            <th scope="col">${msg("permitsRequesters")}</th>
            <th scope="col">${msg("permitsSubjectClients")}</th>
            <th scope="col">${msg("permitsAudiences")}</th>
            <th scope="col">${msg("permitsScopes")}</th>
            <th scope="col">${msg("permitsActor")}</th>
            <th scope="col">${msg("permitsLimits")}</th>
            <th scope="col">${msg("permitsUse")}</th>
            <th scope="col">${msg("permitsProblems")}</th>
          </tr></thead>
          <tbody>
          <#list map.permits() as permit>
            <#assign settings = permit.settings()>
            <tr>
              <th scope="row">${permit.permit()}<#if permit.executor() == "client-credentials-permit"><span class="pm-muted pm-policy">${msg("permitsClientCredentials")}</span></#if><#list permit.policies() as policy><span class="pm-muted pm-policy">${policy.policy()}<#if !policy.enabled()> (${msg("permitsOff")})</#if></span></#list></th>
              <td><@names values=settings["requesters"]![] empty=msg("permitsAnyRequester")/></td>
              <td><@names values=settings["subject-clients"]![] empty="–"/></td>
              <td><@names values=settings["audiences"]![]/></td>
              <td><@names values=settings["scopes"]![] empty=(permit.executor() == "client-credentials-permit")?then(msg("permitsClientScopes"), msg("permitsSubjectScopes"))/></td>
              <td><#if settings["actor"]??><code>${settings["actor"]}</code> <@names values=settings["actor-clients"]![]/><#else>–</#if></td>
              <td class="pm-limits"><#if settings["max-lifetime"]??>${msg("permitsLifetime", settings["max-lifetime"]?c)}<#if settings["max-depth"]??><br>${msg("permitsDepth", settings["max-depth"]?c)}</#if></#if></td>
              <td><#if permit.usage()??>${permit.usage().count()?c}<#if lastUsed[permit.executor() + " " + permit.permit()]??><br><span class="pm-muted">${lastUsed[permit.executor() + " " + permit.permit()]}</span></#if><#else>–</#if></td>
              <td><#list permit.problems() as problem><p class="pm-issue"><strong>${msg("permitsProblem." + problem.type().id())}</strong> <@problemText problem/></p></#list></td>
            </tr>
          </#list>
          </tbody>
        </table>
      </div>
      <p class="pm-muted"><#if recordedSince?has_content>${msg("permitsUseSince", recordedSince)}<#else>${msg("permitsUseUnknown")}</#if><#if credentialsSince?has_content> ${msg("permitsCredentialsUseSince", credentialsSince)}</#if></p>
    </section>
    <#else>
      <p>${msg("permitsNone")}</p>
    </#if>
    <#if maySimulate>
    <section aria-labelledby="pm-simulator-title" id="simulator">
      <h2 id="pm-simulator-title">${msg("permitsSimulator")}</h2>
      <#if invalid??><p class="pm-note pm-refused" role="alert" id="pm-invalid"><span lang="en">${invalid}</span></p></#if>
      <#if answer??>
      <div class="pm-answer" role="status" id="pm-answer">
        <p class="pm-note<#if !answer.granted()> pm-refused</#if>"><strong><#if answer.granted()><#if answer.permit()??>${msg("permitsGranted", answer.permit())}<#else>${msg("permitsGrantedWithoutPermit")}</#if><#else>${msg("permitsRefused", answer.error())}</#if></strong>
          <#if answer.reason()??><span lang="en">${answer.reason()}</span></#if>
          <#if answer.request()??><#list answer.request().resource() as resource><br><code>${resource.resource()}</code> → <#if resource.client()??><code>${resource.client()}</code><#else>${msg("permitsUnknownResource")}</#if></#list></#if>
          <#if answer.token()??><br>${msg("permitsIssued", answer.token().lifetime()?c)} <@names values=answer.token().audience()/> <@names values=answer.token().scope()/></#if></p>
        <#if !answer.granted()>
        <dl>
        <#list answer.permits() as permit>
          <dt>${permit.permit()}</dt>
          <dd lang="en">${permit.reason()!}<#list permit.changes() as changes><p class="pm-change">→ <#list changes as change>${change.text()}<#sep>; </#sep></#list></p></#list></dd>
        </#list>
        </dl>
        </#if>
        <#list answer.notes() as note><p class="pm-muted" lang="en">${note}</p></#list>
      </div>
      </#if>
      <form method="post" class="pm-form">
        <p><label for="pm-grantType">${msg("permitsField.grantType")}</label>
          <select id="pm-grantType" name="grantType" class="pm-input"><#list ["token-exchange", "client_credentials"] as type><option<#if type == simulation["grantType"]!> selected</#if>>${type}</option></#list></select></p>
        <#list ["requester", "subjectClient", "subjectUser", "subjectScope", "audience", "resources", "scope", "actorClient"] as field>
        <p><label for="pm-${field}">${msg("permitsField." + field)}</label>
          <input id="pm-${field}" name="${field}" class="pf-v5-c-form-control pm-input" autocomplete="off" spellcheck="false" value="${simulation[field]!}"<#if field == "requester"> required</#if>></p>
        </#list>
        <p><label for="pm-requestedTokenType">${msg("permitsField.requestedTokenType")}</label>
          <select id="pm-requestedTokenType" name="requestedTokenType" class="pm-input"><#list tokenTypes as type><option<#if type == simulation["requestedTokenType"]!> selected</#if>>${type}</option></#list></select></p>
        <p><button id="pm-simulate" class="pf-v5-c-button pf-m-primary">${msg("permitsSimulate")}</button></p>
      </form>
      <p class="pm-muted">${msg("permitsSimulatorHint")}</p>
    </section>
    </#if>
    </div>
  </#if>
</@layout.registrationLayout>
