<#import "template.ftl" as layout>
<#import "explorer-texts.ftl" as texts>
<#-- Addresses are relative: the page has one path at the server root and others below each realm. -->
<@layout.registrationLayout bodyClass="wide explorer" displayMessage=false; section>
  <#if section = "header">
    ${msg("explorerTitle")}
  <#elseif section = "form">
    <link rel="stylesheet" href="explorer/assets/explorer.css">
    <link rel="stylesheet" href="explorer/assets/detail.css">
    <link rel="stylesheet" href="explorer/assets/drive.css">
    <script type="module" src="explorer/assets/explorer.js"></script>
    <@texts.template />
    <noscript><p class="ex-note">${msg("explorerNoScript")}</p></noscript>
    <div id="explorer" class="ex-page" data-url="explorer">
      <div class="ex-bar-top">
        <p class="ex-purpose">${msg("explorerPurpose")}</p>
        <p id="ex-state" class="ex-state" role="status" data-state="connecting"><span>${msg("explorerState.connecting")}</span></p>
        <a id="ex-login" class="pf-v5-c-button pf-m-primary" href="" hidden>${msg("explorerLogin")}</a>
      </div>
      <nav id="ex-try" class="ex-try" aria-labelledby="ex-try-title" hidden>
        <h2 id="ex-try-title">${msg("explorerTry")}</h2>
        <ul id="ex-flows"></ul>
      </nav>
      <flow-driver id="ex-driver" hidden></flow-driver>
      <div class="ex-columns">
        <nav class="ex-side" aria-labelledby="ex-list-title">
          <h2 id="ex-list-title">${msg("explorerFlows")}</h2>
          <p id="ex-empty" class="ex-muted">${msg("explorerNothing")}</p>
          <p id="ex-dropped" class="ex-muted" hidden>${msg("explorerDropped")}</p>
          <div id="ex-filter" class="ex-filter" role="search" aria-label="${msg("explorerFilter")}" hidden>
            <label for="ex-words">${msg("explorerFilterWords")}</label>
            <input id="ex-words" class="ex-input" type="search" autocomplete="off" spellcheck="false">
            <label class="ex-place"><input id="ex-refused" type="checkbox"> ${msg("explorerFilterRefused")}</label>
            <p id="ex-shown" class="ex-muted" role="status"></p>
          </div>
          <flow-list id="ex-list"></flow-list>
          <button id="ex-clear" type="button" class="pf-v5-c-button pf-m-link" hidden>${msg("explorerClear")}</button>
          <details class="ex-fold">
            <summary>${msg("explorerImport")}</summary>
            <div id="ex-import" class="ex-import"></div>
          </details>
        </nav>
        <section class="ex-main" aria-labelledby="ex-title">
          <p id="ex-example" class="ex-note" hidden>${msg("explorerExample")}</p>
          <h2 id="ex-title"></h2>
          <p id="ex-hint" class="ex-muted">${msg("explorerHint")}</p>
          <div id="ex-origin"></div>
          <sequence-diagram id="ex-diagram"></sequence-diagram>
          <details class="ex-fold">
            <summary>${msg("explorerKeep")}</summary>
            <div id="ex-keep" class="ex-actions"></div>
          </details>
        </section>
        <section id="ex-aside" class="ex-aside" hidden aria-labelledby="ex-detail-title">
          <h2 id="ex-detail-title">${msg("explorerDetail")}</h2>
          <request-detail id="ex-detail"></request-detail>
        </section>
      </div>
    </div>
  </#if>
</@layout.registrationLayout>
