-- For wrk with one thread. Arguments:
--   none: gets the URL again and again
--   a file: posts its lines in turn, again and again; a line is a path and, after a space, a form
--   a file, a status, a text: posts each line once, counts the answers that lack the one or the other, and ends
--   and the name of a member of the answers: posts one more line for each, with that value as its last parameter;
--     so a refresh token is used once, and then the one that came for it

local ffi = require "ffi"
ffi.cdef [[
  int getpid(void);
  int kill(int process, int signal);
]]

local SIGINT = 2

local threads = {}

local function send_in_turn(requests)
  local sent = 0

  function request()
    sent = sent + 1
    return requests[(sent - 1) % #requests + 1]
  end
end

-- Defines `response` only here: wrk hands over its answers to Lua if it exists, which costs time.
local function send_each_once(path, forms, status, text, member)
  local prefix = member and forms[1]:match("^.*&" .. member .. "=")
  local value = member and '"' .. member .. '":"([^"]+)"'
  local asked = false
  local sent, answered = 0, 0
  unexpected = 0 -- read by `done`

  function request()
    if not asked then -- wrk looks at one request before it begins, and does not send that
      asked = true
      return wrk.format(nil, path, nil, forms[1])
    end
    if sent == #forms then
      return "" -- sends nothing: the connection waits for the others
    end
    sent = sent + 1
    return wrk.format(nil, path, nil, forms[sent])
  end

  function response(code, _, body)
    answered = answered + 1
    local following = member and body:match(value)
    if following then
      table.insert(forms, prefix .. following)
    end
    if code ~= status or not body:find(text, 1, true) or (member and not following) then
      unexpected = unexpected + 1
    end
    if answered == #forms then
      wrk.thread:stop()
      ffi.C.kill(ffi.C.getpid(), SIGINT) -- or wrk would sleep until the end of its duration
    end
  end
end

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  local file, status, text, member = unpack(arguments)
  if not file then
    return
  end
  wrk.method = "POST"
  local path, forms, requests = nil, {}, {}
  for line in io.lines(file) do
    local form
    path, form = line:match("^(%S+) (.*)$")
    table.insert(forms, form)
    table.insert(requests, wrk.format(nil, path, nil, form))
  end
  if #forms == 1 and not status then
    wrk.body = forms[1] -- the same request every time, without Lua
  elseif status then
    send_each_once(path, forms, tonumber(status), text, member)
  else
    send_in_turn(requests)
  end
end

function done(summary, latency)
  local errors = summary.errors
  local unexpected = threads[1]:get("unexpected") or errors.status -- wrk counts what is not 2xx or 3xx
  io.write(string.format(
    'RESULT {"requests":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f,"errors":%d}\n',
    summary.requests,
    summary.duration / 1e6,
    latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3,
    unexpected + errors.connect + errors.read + errors.write + errors.timeout))
end
