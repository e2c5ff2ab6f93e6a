local shop = require("shop")

request = shop.award
