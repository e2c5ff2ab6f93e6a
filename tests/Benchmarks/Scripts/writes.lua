local shop = require("shop")

-- The writes of the mixed load alone.
function request()
  local dice = math.random(30)
  if dice <= 24 then
    return shop.award()
  elseif dice <= 27 then
    return shop.redeem()
  else
    return shop.deduct()
  end
end
