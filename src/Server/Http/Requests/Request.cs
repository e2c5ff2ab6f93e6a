using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using ShopSocially.Loyalty.Domain;

namespace ShopSocially.Loyalty.Server.Http.Requests;

/// <summary>
/// What a client asks for; a record per operation, whose annotated properties are its parameters.
/// </summary>
public abstract record Request
{
    /// <summary>The name that stands for the body as a whole in an error.</summary>
    public const string Body = "body";

    /// <summary>The name that stands for the query as a whole in an error.</summary>
    public const string Query = "query";

    /// <summary>Why the parameters were refused; null when the record can be used.</summary>
    public Refused? Refused { get; private set; }

    private (Parameters? Body, Parameters? Query) _given;

    /// <summary>The same of two requests that ask for the same, in whatever form.</summary>
    public string Fingerprint(HttpRequest request)
    {
        string?[] where = [request.Method, request.Path.Value];
        var asked = where
            .Concat(_given.Body?.All ?? []).Append(null).Concat(_given.Query?.All ?? []);
        return Convert.ToHexStringLower(SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(asked)));
    }

    /// <summary>Fills the properties from the path, the body and the query.</summary>
    protected async ValueTask Read(HttpContext context)
    {
        var shape = RequestShape.Of(GetType());
        shape.FillFromPath(this, context);
        try
        {
            var (body, query) = _given = await ParameterReader.Read(context);
            Refused = body is null ? new(Refusal.InvalidParameters, Body)
                : query is null ? new(Refusal.InvalidParameters, Query)
                : shape.Fill(this, body, query);
        }
        catch (BadHttpRequestException fault)
            when (fault.StatusCode == StatusCodes.Status400BadRequest)
        {
            Refused = new(Refusal.InvalidParameters, Body);
        }
    }
}

/// <summary>A request that a handler takes as a parameter.</summary>
public abstract record Request<TSelf> : Request, IBindableFromHttpContext<TSelf>
    where TSelf : Request<TSelf>, new()
{
    public static async ValueTask<TSelf?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var request = new TSelf();
        await request.Read(context);
        return request;
    }
}

/// <summary>A request that asks for nothing; its body is read all the same.</summary>
public sealed record NoParameters : Request<NoParameters>;
