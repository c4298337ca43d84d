<#--
Renders a sequence diagram as inline SVG in the colour of the surrounding text; where that has no room, as a list.

id            id of the figure, unique in the page
title         accessible name of the diagram; its accessible description lists the messages
participants  names of the participants, from left to right
messages      list of [from, to, text], where from and to are indices in participants; a response has a fourth item, true
-->
<#macro diagram id title participants messages>
<#local column = 230, row = 40, top = 44>
<#local width = column * participants?size, height = top + row * (messages?size + 1)>
<figure id="${id}" class="oa-diagram">
<svg viewBox="0 0 ${width?c} ${height?c}" width="${width?c}" height="${height?c}" role="img" aria-labelledby="${id}-title ${id}-steps">
  <title id="${id}-title">${title}</title>
  <desc id="${id}-steps"><#list messages as message>${participants[message[0]]} → ${participants[message[1]]}: ${message[2]}<#sep>; </#list></desc>
  <defs>
    <marker id="${id}-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="currentColor"/></marker>
  </defs>
  <#list participants as name>
  <#local x = column * name?index + column / 2>
  <rect x="${(x - 90)?c}" y="1" width="180" height="32" rx="6" fill="none" stroke="currentColor"/>
  <text x="${x?c}" y="22" text-anchor="middle" font-weight="600">${name}</text>
  <line x1="${x?c}" y1="33" x2="${x?c}" y2="${height?c}" stroke="currentColor" stroke-opacity="0.35"/>
  </#list>
  <#list messages as message>
  <#local from = column * message[0] + column / 2, to = column * message[1] + column / 2>
  <#local y = top + row * (message?index + 1)>
  <text x="${((from + to) / 2)?c}" y="${(y - 7)?c}" text-anchor="middle">${message[2]}</text>
  <line x1="${from?c}" y1="${y?c}" x2="${to?c}" y2="${y?c}" stroke="currentColor" stroke-width="1.5"<#if message[3]!false> stroke-dasharray="6 4"</#if> marker-end="url(#${id}-head)"/>
  </#list>
</svg>
<ol>
  <#list messages as message>
  <li><strong>${participants[message[0]]} → ${participants[message[1]]}</strong> ${message[2]}</li>
  </#list>
</ol>
</figure>
</#macro>
