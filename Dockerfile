# The server image: Keycloak with our providers, theme and realm, built for PostgreSQL.
#
#   docker build -t keycloak-oauth2-notebook .
#
# Works with BuildKit and the classic builder. Keep this version the same as in pom.xml,
# against which the jars are compiled; another one, such as nightly, runs them on that Keycloak.
ARG KEYCLOAK_VERSION=26.7.4

# 1. The jars, and the library for native signatures. Maven's downloads are in a separate layer, rebuilt only when a pom
# changes.
FROM maven:3.9-eclipse-temurin-21 AS jars
WORKDIR /project
COPY pom.xml ./
COPY providers/pom.xml providers/
COPY providers/common/pom.xml providers/common/
COPY providers/aliases/pom.xml providers/aliases/
COPY providers/conformance/pom.xml providers/conformance/
COPY providers/token-exchange/pom.xml providers/token-exchange/
COPY providers/device/pom.xml providers/device/
COPY providers/signatures/pom.xml providers/signatures/
COPY providers/pages/pom.xml providers/pages/
COPY providers/demo-api/pom.xml providers/demo-api/
COPY providers/explorer/pom.xml providers/explorer/
RUN mvn -B -ntp -f providers package dependency:copy-dependencies -Dmaven.test.skip \
    -DincludeArtifactIds=AmazonCorrettoCryptoProvider -Dmdep.stripVersion=true -DoutputDirectory=/project/jars
COPY providers/ providers/
RUN mvn -B -ntp -f providers package -Dmaven.test.skip && \
    cp providers/*/target/*.jar jars/

# 2. Keycloak, built with the options of the final stage. The environment overrides keycloak.conf.
FROM quay.io/keycloak/keycloak:${KEYCLOAK_VERSION} AS built
ENV KC_DB=postgres KC_CACHE=ispn KC_METRICS_ENABLED=true
COPY --chown=1000:0 distribution/src/main/distribution/conf /opt/keycloak/conf
COPY --chown=1000:0 --from=jars /project/jars/ /opt/keycloak/providers/
# For SSSD, Keycloak would wait ten seconds for a D-Bus, which an image does not have.
ENV DBUS_SYSTEM_BUS_ADDRESS=none:
# Keycloak refuses to start if a provider is newer than the build, and layers store times in whole seconds only.
RUN touch -d @0 /opt/keycloak/providers/*.jar && /opt/keycloak/bin/kc.sh build

# 3. An archive of the classes that a start loads, so that the JVM of this image does not have to read and check them each
# time. It is written after a start with an embedded database, whose classes are nearly the same.
FROM built AS classes
COPY --chown=1000:0 themes /opt/keycloak/themes
COPY --chown=1000:0 realm-config/notebook-realm.json /opt/keycloak/data/import/
COPY --chown=1000:0 docker/archive-classes /tmp/
RUN KC_DB=dev-file bash /tmp/archive-classes /opt/keycloak/classes.jsa

# 4. The final image: the base image plus our additions.
FROM quay.io/keycloak/keycloak:${KEYCLOAK_VERSION}
ARG KEYCLOAK_VERSION
ARG VERSION=development
ARG REVISION=unknown
LABEL org.opencontainers.image.title="OAuth2 Notebook Server" \
      org.opencontainers.image.description="Keycloak with OAuth2 endpoints at its root: aliases, policies, a protected API" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="quay.io/keycloak/keycloak:$KEYCLOAK_VERSION"
COPY --chown=1000:0 --from=built /opt/keycloak/lib/quarkus /opt/keycloak/lib/quarkus
COPY --chown=1000:0 --from=built /opt/keycloak/providers /opt/keycloak/providers
COPY --chown=1000:0 --from=classes /opt/keycloak/classes.jsa /opt/keycloak/classes.jsa
COPY --chown=1000:0 distribution/src/main/distribution/conf /opt/keycloak/conf
COPY --chown=1000:0 themes /opt/keycloak/themes
COPY --chown=1000:0 realm-config/notebook-realm.json /opt/keycloak/data/import/

# The build options again, and: listen on all of the container's addresses (restrict access when publishing the port), do
# not log every probe, size the heap by the container's memory (a larger initial heap makes no start faster), use the other JVM
# options of `serve`, and use the archive. A JVM that the archive does not fit ignores it, without a word in the log.
ENV KC_DB=postgres KC_CACHE=ispn KC_METRICS_ENABLED=true \
    KC_HTTP_HOST=0.0.0.0 \
    KC_LOG_LEVEL=info,io.smallrye.health:warn \
    JAVA_OPTS_KC_HEAP="-XX:MaxRAMPercentage=65 -XX:InitialRAMPercentage=3 -XX:VMOptionsFile=/opt/keycloak/conf/jvm.options \
-XX:SharedArchiveFile=/opt/keycloak/classes.jsa -Xlog:cds=off -Xlog:cds+dynamic=off"
USER 1000
EXPOSE 8080 9000
# The base image has no curl. Ready means that the database responds, too.
HEALTHCHECK --interval=5s --timeout=6s --start-period=300s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${KC_HTTP_PORT:-8080} && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 5 _ status _ <&3 && [[ $status == 200 ]]"]
CMD ["start", "--optimized", "--import-realm"]
