using System.Text.RegularExpressions;

namespace ShopSocially.Loyalty.Tidy.Tests;

/// <summary>Finds types and members in C# code whose comments and strings are blanked.</summary>
internal sealed class DeclarationReader
{
    private static readonly Regex Words =
        new(@"@?\w+|=>|==|!=|<=|>=|\?\?=|[-+*/%&|^]=|\S", RegexOptions.Compiled);

    private static readonly HashSet<string> Modifiers =
    [
        "public", "private", "protected", "internal", "static", "sealed", "abstract", "partial",
        "readonly", "ref", "unsafe", "new", "file", "required", "virtual", "override", "async",
        "extern", "const", "volatile", "event", "scoped", "global",
    ];

    private readonly List<(string Text, int Line)> _tokens = [];
    private readonly List<Declaration> _found = [];
    private int _at;

    private DeclarationReader(string code)
    {
        var line = 1;
        var counted = 0;
        foreach (Match match in Words.Matches(code))
        {
            line += code.AsSpan(counted, match.Index - counted).Count('\n');
            counted = match.Index;
            _tokens.Add((match.Value, line));
        }
    }

    private bool IsOver => _at >= _tokens.Count;

    public static IReadOnlyList<Declaration> Read(string code)
    {
        var reader = new DeclarationReader(code);
        while (!reader.IsOver)
        {
            reader.ReadScope(owner: null);
            reader._at++;
        }

        return reader._found;
    }

    private string Token(int index) => index < _tokens.Count ? _tokens[index].Text : "";

    private int LineOf(int index) => _tokens[Math.Min(index, _tokens.Count - 1)].Line;

    /// <summary>Reads declarations up to the brace that closes the scope.</summary>
    private void ReadScope(string? owner)
    {
        while (!IsOver && Token(_at) != "}") ReadDeclaration(owner);
    }

    private void ReadDeclaration(string? owner)
    {
        var attributes = _at;
        while (Token(_at) == "[") SkipGroup();

        var first = _at;
        while (Modifiers.Contains(Token(_at))) _at++;

        var kind = Token(_at);
        if (kind == "namespace" || (kind == "extension" && Token(_at + 1) is "(" or "<"))
            ReadBody(owner, isEnum: false);
        else if (kind is "class" or "struct" or "interface" or "enum" || IsRecord())
            ReadType(attributes, first);
        else if (kind == "delegate" && Token(_at + 1) != "*") ReadDelegate(attributes, first);
        else ReadMember(owner, attributes, first);
    }

    private bool IsRecord() =>
        Token(_at) == "record" && Regex.IsMatch(Token(_at + 1), @"^@?[\w]")
        && Token(_at + 2) is "(" or "<" or ":" or "{" or ";" or "where"
        || (Token(_at) == "record" && Token(_at + 1) is "class" or "struct");

    private void ReadType(int attributes, int first)
    {
        var isEnum = Token(_at) == "enum";
        while (Token(_at) is "class" or "struct" or "interface" or "enum" or "record") _at++;

        var name = Token(_at);
        ReadBody(name, isEnum);
        Report(true, name, attributes, first);
    }

    private void ReadDelegate(int attributes, int first)
    {
        SkipTo(";");
        var name = Name(ParameterList(first, _at) - 1);
        _at++;
        Report(true, name, attributes, first);
    }

    /// <summary>Reads on to the body of a type or namespace and through it, or to a ;.</summary>
    private void ReadBody(string? owner, bool isEnum)
    {
        SkipTo("{", ";");
        if (Token(_at) == "{" && isEnum) SkipGroup();
        else if (Token(_at) == "{")
        {
            _at++;
            ReadScope(owner);
            _at++;
        }
        else _at++;
    }

    private void ReadMember(string? owner, int attributes, int first)
    {
        SkipTo("{", ";", "=>", "=");
        var list = ParameterList(first, _at);
        var parameters = owner is null || list < 0 || IsFree(owner, attributes, list)
            ? 0
            : CountParameters(list);
        var name = Name(list > 0 ? list - 1 : Math.Max(_at - 1, first));

        var hasBody = Token(_at) == "{";
        if (hasBody) SkipGroup();
        if (!hasBody || Token(_at) == "=")
        {
            SkipTo(";");
            _at++;
        }

        Report(false, name, attributes, first, parameters);
    }

    /// <summary>
    /// True for constructors, and where a type above has set the parameters, or who calls it, or is
    /// called by it, outside of .NET.
    /// </summary>
    private bool IsFree(string owner, int first, int list) =>
        Token(list - 1) == owner || Token(list - 2) == "."
        || _tokens[first..list].Any(token => token.Text
            is "override" or "operator" or "extern" or "UnmanagedCallersOnly");

    /// <summary>Where the parenthesis of the parameters stands, or -1.</summary>
    private int ParameterList(int first, int until)
    {
        for (var index = first + 1; index < until; index++)
        {
            var before = Token(index - 1);
            var isName = Regex.IsMatch(before, @"^@?\w") && !Modifiers.Contains(before);
            if (Token(index) == "(" && (isName || before == ">")) return index;
        }

        return -1;
    }

    /// <summary>The name that ends at a token, without its type parameters.</summary>
    private string Name(int last)
    {
        if (Token(last) == ">") while (last > 0 && Token(last) != "<") last--;
        return Token(Token(last) == "<" ? last - 1 : last);
    }

    private int CountParameters(int list)
    {
        var open = 0;
        var count = Token(list + 1) is ")" or "this" ? 0 : 1;
        for (var index = list; index < _tokens.Count; index++)
        {
            var token = Token(index);
            if (token is "(" or "[" or "{" or "<") open++;
            if (token is ")" or "]" or "}" or ">") open--;
            if (token == "," && open == 1) count++;
            if (open == 0) break;
        }

        return count;
    }

    /// <summary>Moves to the next of the marks that stands outside every bracket.</summary>
    private void SkipTo(params string[] marks)
    {
        while (!IsOver && !marks.Contains(Token(_at)))
        {
            if (Token(_at) == "}") return;
            if (Token(_at) is "(" or "[" or "{") SkipGroup();
            else _at++;
        }
    }

    private void SkipGroup()
    {
        var open = 0;
        do
        {
            if (Token(_at) is "(" or "[" or "{") open++;
            if (Token(_at) is ")" or "]" or "}") open--;
            _at++;
        }
        while (open > 0 && !IsOver);
    }

    private void Report(bool isType, string name, int attributes, int first, int parameters = 0) =>
        _found.Add(new Declaration(
            isType, name, LineOf(attributes), LineOf(first), LineOf(_at - 1), parameters));
}
