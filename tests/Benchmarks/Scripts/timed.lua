-- Reads of members that are timed one by one, whatever else is sent between them: an answer names
-- its member, and nobody else asks for her meanwhile, so it is known when she was asked for.

local ffi = require("ffi")
local shop = require("shop")

ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } instant;
  int clock_gettime(int clock, instant *now);
]]

local MONOTONIC = 1
local EMAIL = '"user_email":"'
local timed = {}
local threads = {}
local now = ffi.new("instant")
local asked_at = {}
local give_number = setup

-- Each thread's own, in microseconds; by this name they are asked for at the end.
latencies = {}

local function microseconds()
  ffi.C.clock_gettime(MONOTONIC, now)
  return tonumber(now.seconds) * 1e6 + tonumber(now.nanoseconds) / 1e3
end

local function member_of(body)
  local _, before = body:find(EMAIL, 1, true)
  return before and body:sub(before + 1, body:find('"', before + 1, true) - 1)
end

function timed.user()
  local member = shop.member()
  asked_at[member] = microseconds()
  return shop.get("users/" .. member)
end

function setup(thread)
  give_number(thread)
  threads[#threads + 1] = thread
end

function response(_, _, body)
  local member = member_of(body)
  if member and asked_at[member] then
    latencies[#latencies + 1] = microseconds() - asked_at[member]
    asked_at[member] = nil
  end
end

function done(summary)
  local all, sum = {}, 0
  for _, thread in ipairs(threads) do
    for _, latency in ipairs(thread:get("latencies")) do
      all[#all + 1] = latency
      sum = sum + latency
    end
  end

  table.sort(all)
  local function at(share)
    return all[math.ceil(#all * share)] or 0
  end

  shop.report(summary, sum / math.max(1, #all), at(0.5), at(0.99))
end

return timed
