local shop = require("shop")

request = shop.deduct
