namespace ShopSocially.Loyalty.Server.Commands;

/// <summary>Says now and then how far something is, so that whoever waits sees it go on.</summary>
/// <param name="to">Where to.</param>
/// <param name="time">Tells when it is time to say something again.</param>
internal sealed class Ticker(TextWriter to, TimeProvider time)
{
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(2);

    private long _saidAt = time.GetTimestamp();

    /// <param name="how">What is said, when it is time to.</param>
    public void Tick(Func<string> how)
    {
        if (time.GetElapsedTime(_saidAt) >= _rest)
        {
            to.WriteLine(how());
            _saidAt = time.GetTimestamp();
        }
    }
}
