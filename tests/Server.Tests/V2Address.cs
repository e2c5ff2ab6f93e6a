using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ShopSocially.Loyalty.Server.Http.Requests;
using ShopSocially.Loyalty.Server.Http.V2;

namespace ShopSocially.Loyalty.Server.Tests;

/// <summary>An address of the v2 door and what it takes, as the server itself knows it.</summary>
/// <param name="Method">How it is called.</param>
/// <param name="Pattern">From the top, with a leading slash.</param>
/// <param name="Shape">What it takes.</param>
public sealed record V2Address(HttpMethod Method, string Pattern, RequestShape Shape)
{
    /// <summary>The parameters that do not stand in the path.</summary>
    public IEnumerable<RequestProperty> Parameters =>
        Shape.Properties.Where(property => !property.IsInPath);

    public IEnumerable<string> PathParameters =>
        Shape.Properties.Where(property => property.IsInPath).Select(property => property.Name);

    public static IReadOnlyList<V2Address> All(LoyaltyServer server) =>
        [.. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            let operation = endpoint.Metadata.GetMetadata<V2Operation>()
            where operation is not null
            let method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()
            select new V2Address(
                new(method),
                ((RouteEndpoint)endpoint).RoutePattern.RawText!,
                RequestShape.Of(operation.Request!))];

    /// <summary>The path with its ids filled in.</summary>
    public string Path(Func<string, string> idOf) => PathParameters.Aggregate(
        Pattern, (path, name) => path.Replace(
            $"{{{name}}}", Uri.EscapeDataString(idOf(name)), StringComparison.Ordinal));

    public override string ToString() => $"{Method} {Pattern}";
}
