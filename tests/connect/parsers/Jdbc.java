// Reads JDBC URLs, one a line, by the drivers' own parsers; prints a line of JSON-free, base64 parts for each.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public class Jdbc {
  static String[] postgresql(String url) {
    Properties found = org.postgresql.Driver.parseURL(url, new Properties());
    return Stream.of("PGHOST", "PGPORT", "PGDBNAME", "sslmode", "sslrootcert")
        .map(found::getProperty)
        .toArray(String[]::new);
  }

  static String[] mariadb(String url) throws Exception {
    org.mariadb.jdbc.UrlParser found = org.mariadb.jdbc.UrlParser.parse(url);
    org.mariadb.jdbc.HostAddress address = found.getHostAddresses().get(0);
    String mode = found.getOptions().useSsl && !found.getOptions().trustServerCertificate ? "verify-full" : "none";
    return new String[] {
      address.host, String.valueOf(address.port), found.getDatabase(), mode,
      found.getOptions().serverSslCert
    };
  }

  public static void main(String[] parameters) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    StringBuilder out = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] parts = line.startsWith("jdbc:postgresql:") ? postgresql(line) : mariadb(line);
      out.append(
          Stream.of(parts)
              .map(part -> Base64.getEncoder().encodeToString((part == null ? "" : part).getBytes(StandardCharsets.UTF_8)))
              .collect(Collectors.joining(" ")));
      out.append('\n');
    }
    System.out.print(out);
  }
}
