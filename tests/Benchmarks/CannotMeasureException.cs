namespace ShopSocially.Loyalty.Benchmarks;

/// <summary>Why nothing can be measured here, in words for whoever asked.</summary>
internal sealed class CannotMeasureException(string message) : Exception(message);
