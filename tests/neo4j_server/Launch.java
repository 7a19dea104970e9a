import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A Neo4j server that stops by itself once nobody uses it: each user leaves a file named by its
 * process in HOME/users, so that a killed test leaves no server behind.
 */
class Launch {
    public static void main(String[] words) throws Exception {
        Path home = Path.of(words[0]);
        Path first = home.resolve("conf/first.conf");
        if (Files.exists(first)) {
            // A database must be made before it may be closed to writers.
            started(home, first).shutdown();
        }
        var server = started(home, home.resolve("conf/neo4j.conf"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        do {
            Thread.sleep(500);
        } while (used(home.resolve("users")));
        System.exit(0);
    }

    private static DatabaseManagementService started(Path home, Path settings) {
        return new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(settings)
                .setConfig(BoltConnector.enabled, true)
                .build();
    }

    private static boolean used(Path users) throws Exception {
        try (Stream<Path> files = Files.list(users)) {
            return files.map(file -> Long.parseLong(file.getFileName().toString()))
                    .anyMatch(id -> ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false));
        } catch (java.nio.file.NoSuchFileException gone) {
            return false;
        }
    }
}
