local timed = require("timed")
local shop = require("shop")

-- Seventy reads of a hundred, as a storefront asks, and they are timed; of the writes most are
-- awards.
function request()
  local dice = math.random(100)
  if dice <= 70 then
    return timed.user()
  elseif dice <= 94 then
    return shop.award()
  elseif dice <= 97 then
    return shop.redeem()
  else
    return shop.deduct()
  end
end
