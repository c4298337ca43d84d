-- Posts each form of a file once, and ends when all are answered.
-- Arguments: the file, the expected status, text that each answer has to contain, and optionally the name of a member
-- of the answers: its value becomes the last parameter, of that name, of one more form. So a refresh token is used once,
-- and then the one that came for it.

require "result"

local ffi = require "ffi"
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } timespec;
  int clock_gettime(int clock, timespec *time);
  int getpid(void);
  int kill(int process, int signal);
]]

local CLOCK_MONOTONIC, SIGINT = 1, 2

local forms, first, last = {}, 1, 0 -- a queue
local expected, text, member, prefix
local asked, began
local waiting = 0 -- requests without an answer

unexpected = 0 -- read by result.lua, as is `elapsed`

local function now()
  local time = ffi.new("timespec")
  ffi.C.clock_gettime(CLOCK_MONOTONIC, time)
  return tonumber(time.seconds) + tonumber(time.nanoseconds) / 1e9
end

local function put(form)
  last = last + 1
  forms[last] = form
end

local function take()
  local form = forms[first]
  forms[first] = nil
  first = first + 1
  return form
end

local function finish()
  elapsed = now() - began
  wrk.thread:stop()
  ffi.C.kill(ffi.C.getpid(), SIGINT) -- or wrk would sleep until the end of its duration
end

function init(arguments)
  for line in io.lines(arguments[1]) do
    put(line)
  end
  expected, text, member = tonumber(arguments[2]), arguments[3], arguments[4]
  if member then
    prefix = forms[first]:match("^.*&" .. member .. "=")
    member = '"' .. member .. '":"([^"]+)"'
  end
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
end

function request()
  if not asked then -- wrk looks at one request before it begins, and does not send that
    asked = true
    return wrk.format(nil, nil, nil, forms[first])
  end
  began = began or now()
  if first > last then
    return "" -- sends nothing: the connection waits for the others
  end
  waiting = waiting + 1
  return wrk.format(nil, nil, nil, take())
end

function response(status, _, body)
  waiting = waiting - 1
  local following = member and body:match(member)
  if following then
    put(prefix .. following)
  end
  if status ~= expected or not body:find(text, 1, true) or (member and not following) then
    unexpected = unexpected + 1
  end
  if waiting == 0 and first > last then
    finish()
  end
end
