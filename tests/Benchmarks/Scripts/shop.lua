-- What every script needs: the program's key, some member, and the line printed at the end.
-- Arguments after "--": partner-id, api-key, file of e-mails, an id of the run, a query.

local shop = {}
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  shop.partner, shop.key, shop.run, shop.query = args[1], args[2], args[4], args[5] or ""
  shop.sent = 0
  shop.members = assert(io.open(args[3]))

  local seed = number or 1
  for i = 1, #shop.run do
    seed = (seed * 31 + shop.run:byte(i)) % 2147483647
  end
  math.randomseed(seed)
  shop.members:seek("set", math.random(shop.members:seek("end")) - 1)
  shop.members:read()

  local start = " HTTP/1.1\r\nHost: " .. wrk.headers["Host"]
    .. "\r\npartner-id: " .. shop.partner .. "\r\napi-key: " .. shop.key .. "\r\n"
  shop.rest = start .. "\r\n"
  shop.form = start .. "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
end

-- The next line of a file that is in no order. To have all of it in memory, or to pick a line at
-- random, costs the more the longer the file is, and that would be taken for the server's.
function shop.member()
  local member = shop.members:read()
  if not member then
    shop.members:seek("set")
    member = shop.members:read()
  end

  return member
end

-- Put together here: wrk's own way makes a dozen strings of each request, on the cores that the
-- server needs, and finds them made already where members are few.
function shop.post(path, body)
  return "POST /v2/loyalty/" .. path .. shop.form .. #body .. "\r\n\r\n" .. body
end

function shop.get(path)
  return "GET /v2/loyalty/" .. path .. shop.rest
end

-- A member's points for the plain activity; every second one for an order of its own.
function shop.award()
  shop.sent = shop.sent + 1
  local body = "user_email=" .. shop.member() .. "&activity_id=visited_the_shop"
  if shop.sent % 2 == 0 then
    body = body .. "&order_id=order-" .. shop.run .. "-" .. (number or 1) .. "-" .. shop.sent
  end
  return shop.post("award", body)
end

function shop.redeem()
  return shop.post("redeem", "user_email=" .. shop.member() .. "&redemption_id=a_cent_off")
end

function shop.deduct()
  return shop.post(
    "deduct", "user_email=" .. shop.member() .. "&reason=Goodwill+taken+back&points_passed=1")
end

function shop.user()
  return shop.get("users/" .. shop.member())
end

-- The query as given, at a random page among the first thousand where it names none.
function shop.transactions()
  local query = shop.query
  if not query:find("start_index", 1, true) then
    query = query .. "&start_index=" .. 10 * math.random(0, 999)
  end
  return shop.get("transactions?" .. query)
end

function done(summary, latency)
  shop.report(summary, latency.mean, latency:percentile(50), latency:percentile(99))
end

-- The line that the benchmark reads; what is no count is in microseconds.
function shop.report(summary, mean, p50, p99)
  local e = summary.errors
  io.write(string.format(
    "reading: requests=%d errors=%d microseconds=%d mean=%.1f p50=%.1f p99=%.1f\n",
    summary.requests,
    e.status + e.connect + e.read + e.write + e.timeout,
    summary.duration,
    mean,
    p50,
    p99))
end

return shop
