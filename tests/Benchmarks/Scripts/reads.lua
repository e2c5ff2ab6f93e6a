local reading = require("reading")
local shop = require("shop")

-- The reads of the mixed load alone.
function request()
  return reading.user()
end
