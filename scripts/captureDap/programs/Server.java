import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Listens and ticks: java Server FOLDER */
public class Server {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        ServerSocket listener = new ServerSocket(0);
        Thread ticker = new Thread(() -> tick(folder));
        ticker.setDaemon(true);
        ticker.start();
        Thread.sleep(100);
        Files.writeString(folder.resolve("program.pid"), ProcessHandle.current().pid() + "\n");
        int turns = 0;
        while (!listener.isClosed()) {
            Thread.sleep(100);
            turns++; // breakpoint
        }
    }

    static void tick(Path folder) {
        try {
            while (true) {
                Files.writeString(folder.resolve("tick"), ".", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                Thread.sleep(50);
            }
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }
}
