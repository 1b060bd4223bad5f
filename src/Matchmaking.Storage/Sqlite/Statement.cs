using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Matchmaking.Storage.Sqlite;

/// <summary>A statement that is prepared once and used again; its parameters are <c>$1</c>, <c>$2</c>….</summary>
internal sealed class Statement(SqliteConnection connection, string sql) : IDisposable
{
    private readonly SqliteCommand _command = new(sql, connection);

    internal int Execute(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    internal SqliteDataReader Read(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object> values)
    {
        var parameters = _command.Parameters;
        for (var i = 0; i < values.Length; i++)
        {
            if (parameters.Count == i)
                parameters.AddWithValue("$" + (i + 1).ToString(CultureInfo.InvariantCulture), values[i]);
            else
                parameters[i].Value = values[i];
        }
    }
}
