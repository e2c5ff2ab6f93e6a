using Microsoft.OpenApi;

namespace ShopSocially.Loyalty.Server.Http.V2;

/// <summary>What the description says of this door as a whole.</summary>
public static class V2Overview
{
    private const string Description = """
        Awards, redeems and deducts points, and manages a merchant's loyalty program.

        **Credentials.** Every call carries the headers `partner-id` and `api-key`.

        **Parameters.** On every method, `GET` too, they may come as a form, as one flat JSON
        object, or in the query; the `Content-Type` does not matter. The body wins over the query.
        Names are compared without case, an empty value means 'not given', and unknown names are
        ignored.

        **Answers.** `200` with `{"data": …, "success": true}`, or an error with
        `{"reason": …, "success": false, "error_code": …}` and, where parameters are to blame,
        their names in `parameters`. When several reasons apply, the one listed first is given.
        Times are written `14-Jan-2016 06:33:22`, in the program's time zone.

        **Trying again.** Every `POST` and `PUT` may carry a key of the client's own in the header
        `Idempotency-Key`, at most 255 characters: under the same key, the same call is done once,
        and answered the same again for some days, with the header `Idempotent-Replayed: true`.
        While it is being done the answer is `409`, to another call under that key it is `422`. What
        was refused may be mended and sent under the same key.

        An award with an `order_id` is made once for each activity: the same call
        again is answered with the first award and the header `Idempotent-Replayed: true`; with
        other facts it is refused as `Duplicate Order ID`.

        **Limits.** A body has at most 1 MiB and 1000 parameters, and may be packed as `gzip`; an
        address has at most 8192 characters. Answers tell in `RateLimit-Remaining` how much a
        program may still ask; past it, and after many wrong keys, `429` says in `Retry-After` when
        to ask again. A call that was answered `4xx` or `503` has not been done.

        **Examples.** They work with the demo program of a first start, from the top down: the
        first award makes `bob@example.com` a member.
        """;

    private static readonly Dictionary<string, string> _tags = new()
    {
        ["Points"] = "Award points, spend them, take them back.",
        ["Transactions"] = "Every award, redeem and deduct, and moves by hand between statuses.",
        ["Users"] = "The members of the program.",
        ["Activities"] = "What earns points.",
        ["Redemptions"] = "What points buy.",
        ["Levels"] = "What members reach by earning.",
        ["Sandbox"] = "The test clock of a sandbox program.",
    };

    private static readonly Dictionary<string, string> _credentials = new()
    {
        ["partner-id"] = "Names the program.",
        ["api-key"] = "The program's secret.",
    };

    public static void Apply(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "ShopSocially.Loyalty",
            Version = "2.0",
            Description = Description,
        };
        // Calls from the page go back to where the page came from, whatever its name is outside.
        document.Servers = [new() { Url = "/" }];
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description = _tags[tag.Name!];
        }

        var both = new OpenApiSecurityRequirement();
        foreach (var (header, description) in _credentials)
        {
            document.AddComponent<IOpenApiSecurityScheme>(header, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = header,
                Description = description,
            });
            both[new(header, document)] = [];
        }

        document.Security = [both];
    }
}
