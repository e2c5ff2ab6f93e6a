local shop = require("shop")

request = shop.redeem
