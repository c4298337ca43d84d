package dev.oauth2notebook.keycloak.explorer.cluster;

import java.io.IOException;
import org.infinispan.protostream.FileDescriptorSource;
import org.infinispan.protostream.ProtobufTagMarshaller;
import org.infinispan.protostream.SerializationContext;
import org.infinispan.protostream.SerializationContextInitializer;

/**
 * Tells Infinispan how to serialize a {@link RecordedRequestsEvent}. Keycloak finds it with {@link
 * java.util.ServiceLoader} when it is built (org.keycloak.marshalling.Marshalling).
 */
public final class RecordedRequestsSchema implements SerializationContextInitializer {

    private static final String TYPE = "oauth2notebook.RecordedRequestsEvent";
    private static final int REQUESTS = 1;

    private static final String SCHEMA = """
            syntax = "proto3";
            package oauth2notebook;
            message RecordedRequestsEvent {
              string requests = 1;
            }
            """;

    @Override
    public void registerSchema(SerializationContext context) {
        context.registerProtoFiles(FileDescriptorSource.fromString("oauth2notebook-explorer.proto", SCHEMA));
    }

    @Override
    public void registerMarshallers(SerializationContext context) {
        context.registerMarshaller(new Marshaller());
    }

    private static final class Marshaller implements ProtobufTagMarshaller<RecordedRequestsEvent> {

        @Override
        public Class<RecordedRequestsEvent> getJavaClass() {
            return RecordedRequestsEvent.class;
        }

        @Override
        public String getTypeName() {
            return TYPE;
        }

        @Override
        public RecordedRequestsEvent read(ReadContext context) throws IOException {
            String requests = "[]";
            for (int tag = context.getReader().readTag();
                    tag != 0;
                    tag = context.getReader().readTag()) {
                if (tag >>> 3 == REQUESTS) {
                    requests = context.getReader().readString();
                } else if (!context.getReader().skipField(tag)) {
                    break;
                }
            }
            return new RecordedRequestsEvent(requests);
        }

        @Override
        public void write(WriteContext context, RecordedRequestsEvent event) throws IOException {
            context.getWriter().writeString(REQUESTS, event.requests());
        }
    }
}
