using FluentAssertions;
using ShopSocially.Loyalty.Domain;
using Xunit;

namespace ShopSocially.Loyalty.Storage.Tests;

/// <summary>What returns took back of which award.</summary>
public sealed class ReturnsTests : IDisposable
{
    private readonly Store _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_returns_parts_come_back_by_award()
    {
        await _store.Begin();
        await _store.Write(session =>
        {
            foreach (var id in "t1 t2 t3".Split(' '))
            {
                session.Add(Some.Award(id, "u1"));
            }

            session.Returns.Add(Some.Program, "t3", new("t2", 10.250m, 7));
            session.Returns.Add(Some.Program, "t3", new("t1", 0.01m, 0));
            session.Returns.Add(Some.Program, "t2", new("t1", 1, 1));
        });

        _store.Read(session => session.Returns.List(Some.Program, "t3"))
            .Should().Equal(new Return("t1", 0.01m, 0), new Return("t2", 10.25m, 7));
        _store.Read(session => session.Returns.List(2, "t3")).Should().BeEmpty();
    }
}
