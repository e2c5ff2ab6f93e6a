local shop = require("shop")

request = shop.transactions
