-- Sends the same request again and again: a GET, or with an argument a POST of the form in that file.
-- There is no function `response` here, so wrk does not hand its answers over to Lua, which would cost time.

require "result"

function init(arguments)
  if arguments[1] then
    wrk.method = "POST"
    wrk.body = io.lines(arguments[1])()
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  end
end
