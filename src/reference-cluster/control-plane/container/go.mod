module watchworks.dev/reference-cluster/container

go 1.24
