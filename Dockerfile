# The tool in a container: build it with `make tarball`, then `docker build -t reoffending .` (or podman).
# docker run --rm -v "$PWD:/data" reoffending rates areas.csv --by area
FROM debian:12-slim
ADD dist/reoffending-*-linux-*.tar.gz /opt/
RUN ln -s /opt/reoffending-*/bin/reoffending /usr/local/bin/reoffending && reoffending --version
WORKDIR /data
# The user has no folder of its own, and the list of fonts wants one.
ENV HOME=/tmp
USER 1000
ENTRYPOINT ["reoffending"]
