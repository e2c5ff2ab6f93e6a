namespace ShopSocially.Loyalty.Server.Http.Reference;

/// <summary>The page for people who read the API in a browser, drawn by Scalar.</summary>
public static class ReferencePage
{
    private const string Bundle = "lib/scalar.js";

    // Nothing is loaded from, or sent to, anywhere but this server.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>ShopSocially.Loyalty API</title>
          <link rel="icon" href="data:,">
        </head>
        <body>
          <noscript>
            This page needs JavaScript; the description it shows is at
            <a href="/openapi/v2.json">/openapi/v2.json</a>.
          </noscript>
          <script id="api-reference" type="application/json" data-configuration='{
            "url": "/openapi/v2.json",
            "telemetry": false,
            "withDefaultFonts": false,
            "agent": { "disabled": true },
            "mcp": { "disabled": true },
            "hideClientButton": true,
            "orderSchemaPropertiesBy": "preserve",
            "showDeveloperTools": "never",
            "documentDownloadType": "direct"
          }'></script>
          <script src="/lib/scalar.js"></script>
        </body>
        </html>
        """;

    private const string PageWithoutBundle = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>ShopSocially.Loyalty API</title>
          <link rel="icon" href="data:,">
          <style>
            :root { color-scheme: light dark; }
            body { margin: 12vh auto; max-width: 36rem; padding: 0 1.5rem;
                   font: 1.0625rem/1.6 system-ui, sans-serif; }
            h1 { font-size: 1.625rem; line-height: 1.25; margin-bottom: 1.5rem; }
            code, pre { font: 0.9375rem/1.5 ui-monospace, monospace; }
            pre { padding: 0.875rem 1.125rem; border-radius: 0.5rem;
                  background: light-dark(#f1f3f5, #25282c); overflow-x: auto; }
            a { color: light-dark(#0b5cad, #7cb7f5); }
          </style>
        </head>
        <body>
          <h1>ShopSocially.Loyalty API</h1>
          <p>The server is running, but it was built without its API reference page.
             The page's script comes from npm, which was missing or could not reach
             its registry during the build.</p>
          <p>To add the page, install <a href="https://nodejs.org">Node.js</a> with npm,
             then stop the server, build it again and start it:</p>
          <pre>dotnet build
        dotnet run --project src/Server</pre>
          <p>The description of the API itself is at
             <a href="/openapi/v2.json">/openapi/v2.json</a>.</p>
        </body>
        </html>
        """;

    /// <summary>
    /// Serves the files of wwwroot: the page's script, and pictures that answers name.
    /// </summary>
    public static void UsePages(this WebApplication app)
    {
        if (Directory.Exists(app.Environment.WebRootPath))
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                // The same for everybody, and nobody's secret: browsers may keep them.
                OnPrepareResponse = file =>
                    file.Context.Response.Headers.CacheControl = "public, max-age=3600",
            });
        }
    }

    public static void MapReferencePage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => Results.Redirect("/scalar")).ExcludeFromDescription();
        routes.MapGet("/scalar", Show).ExcludeFromDescription();
    }

    private static IResult Show(HttpResponse response, IWebHostEnvironment host)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        var bundled = host.WebRootFileProvider.GetFileInfo(Bundle).Exists;
        return Results.Content(bundled ? Page : PageWithoutBundle, "text/html; charset=utf-8");
    }
}
