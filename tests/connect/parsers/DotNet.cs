// Reads connection strings, one a line, by .NET's own parser; prints the values of their names in base64.
using System;
using System.Data.Common;
using System.Linq;
using System.Text;

class DotNet {
  static void Main(string[] names) {
    Console.InputEncoding = Console.OutputEncoding = new UTF8Encoding(false);
    var output = new StringBuilder();
    for (var line = Console.ReadLine(); line != null; line = Console.ReadLine()) {
      var found = new DbConnectionStringBuilder { ConnectionString = line };
      var values = names.Select(name => Convert.ToBase64String(Encoding.UTF8.GetBytes((string)found[name])));
      output.AppendLine(string.Join(" ", values));
    }
    Console.Write(output);
  }
}
