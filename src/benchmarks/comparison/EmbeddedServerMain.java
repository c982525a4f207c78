import dev.watchworks.apiserver.EmbeddedApiServer;

/** The embedded API server in a process of its own; without control loops, as the reference runs without controllers. */
final class EmbeddedServerMain {
    public static void main(String[] arguments) throws Exception {
        EmbeddedApiServer server = EmbeddedApiServer.builder().withoutControllers().start();
        System.out.println(server.url());
        System.out.println(server.token());
        System.out.println(server.caCertificatePem().strip());
        System.out.println("READY");
        System.in.read();
    }
}
