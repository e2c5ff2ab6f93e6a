using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using ShopSocially.Loyalty.Server.Http.V2;

namespace ShopSocially.Loyalty.Benchmarks.Micro;

/// <summary>From the bytes of a body to an award's parameters, found and checked.</summary>
[MemoryDiagnoser]
public class RequestReading
{
    private static readonly byte[] _form = Encoding.UTF8.GetBytes(
        "user_email=bob%40example.com&activity_id=made_a_purchase&points_passed=59.90"
        + "&order_id=order-1001");

    private static readonly byte[] _json =
        """
        {"user_email":"bob@example.com","activity_id":"made_a_purchase",
         "points_passed":59.90,"order_id":"order-1001"}
        """u8.ToArray();

    [Benchmark]
    public ValueTask<AwardParameters?> Read_an_award_from_a_form() =>
        Read(_form, "application/x-www-form-urlencoded");

    [Benchmark]
    public ValueTask<AwardParameters?> Read_an_award_from_JSON() =>
        Read(_json, "application/json");

    private static ValueTask<AwardParameters?> Read(byte[] body, string contentType)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = contentType;
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);
        return AwardParameters.BindAsync(context, null!);
    }
}
