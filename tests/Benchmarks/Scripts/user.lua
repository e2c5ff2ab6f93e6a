local shop = require("shop")

request = shop.user
