using ShopSocially.Loyalty.Benchmarks;

return await Invocation.Run(args);
