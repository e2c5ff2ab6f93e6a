local timed = require("timed")

-- The reads of the mixed load alone.
function request()
  return timed.user()
end
