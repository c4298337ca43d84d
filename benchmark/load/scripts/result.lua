-- What all scripts share: prints the figures of a run in one line of JSON.

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function done(summary, latency)
  local errors = summary.errors
  local thread = threads[1] -- the only one
  local sockets = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    'RESULT {"requests":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f,"unexpected":%d,"socket_errors":%d}\n',
    summary.requests,
    thread:get("elapsed") or summary.duration / 1e6,
    latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3,
    thread:get("unexpected") or errors.status, -- wrk counts what is not 2xx or 3xx
    sockets))
end
