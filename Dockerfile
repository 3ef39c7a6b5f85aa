# The tool in a container: build it with `make tarball`, then `docker build -t reoffending .` (or podman).
# docker run --rm -v "$PWD:/data" reoffending rates areas.csv --by area
FROM debian:12-slim
ADD dist/reoffending-*-linux-*.tar.gz /opt/
RUN ln -s /opt/reoffending-*/bin/reoffending /usr/local/bin/reoffending && reoffending --version
WORKDIR /data
USER 1000
ENTRYPOINT ["reoffending"]
