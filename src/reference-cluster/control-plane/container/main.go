// Command container starts the control plane inside a container as `k3s server` does, as far as Testcontainers'
// K3sContainer can tell: it serves on port 6443, writes /etc/rancher/k3s/k3s.yaml with a client certificate, and logs
// "Node controller sync successful" when pods can run. It needs nothing of the image but the programs beside it.
package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	programs   = "/opt/reference-cluster"
	state      = "/var/lib/reference-cluster"
	kubeconfig = "/etc/rancher/k3s/k3s.yaml"
	server     = "https://127.0.0.1:6443"
	// What kube-apiserver needs on a busy machine, ten times over.
	patience = 90 * time.Second
)

func main() {
	log.SetFlags(log.LstdFlags | log.LUTC)
	if len(os.Args) < 2 || os.Args[1] != "server" {
		log.Fatalf("only 'server' is known here, with --tls-san=HOST; everything else that k3s takes is ignored")
	}
	must(os.MkdirAll(state, 0o700))
	must(os.MkdirAll(filepath.Dir(kubeconfig), 0o755))
	certificates, err := writeCertificates(state, hosts(os.Args[2:]))
	must(err)
	must(os.WriteFile(kubeconfig, certificates.kubeconfig(server), 0o600))

	ended := make(chan string)
	startControlPlane(ended)
	api, err := newClient(certificates)
	must(err)
	await("an API server that is ready", func() bool { return api.ok("GET", "/readyz", "") })
	startControllers(ended)
	await("a node", func() bool { return api.ok("POST", "/api/v1/nodes", node) })
	await("the service account of the namespace default", func() bool {
		return api.ok("GET", "/api/v1/namespaces/default/serviceaccounts/default", "")
	})
	await("a node that is ready", api.nodeIsReady)
	log.Print("Node controller sync successful")

	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	select {
	case name := <-ended:
		log.Fatalf("%s ended; its last words are above", name)
	case <-signals:
		// Process 1 of the container: the others end with it, and nothing that is stored is kept.
	}
}

// hosts are the names that the certificate must be for.
func hosts(arguments []string) []string {
	names := []string{"127.0.0.1", "::1", "localhost", "kubernetes", "kubernetes.default.svc", "10.96.0.1"}
	if own, err := os.Hostname(); err == nil {
		names = append(names, own)
	}
	for i, argument := range arguments {
		if value, found := strings.CutPrefix(argument, "--tls-san="); found {
			names = append(names, value)
		} else if argument == "--tls-san" && i+1 < len(arguments) {
			names = append(names, arguments[i+1])
		}
	}
	return names
}

func startControlPlane(ended chan<- string) {
	start(ended, "etcd", "etcd", "--data-dir", state+"/etcd", "--unsafe-no-fsync", "--log-level", "error")
	start(ended, "kubernetes", "kube-apiserver", "--etcd-servers", "http://127.0.0.1:2379",
		"--secure-port", "6443", "--tls-cert-file", state+"/server.crt", "--tls-private-key-file", state+"/server.key",
		"--client-ca-file", state+"/authority.crt", "--authorization-mode", "Node,RBAC",
		"--service-account-issuer", "https://kubernetes.default.svc", "--service-account-key-file", state+"/server.key",
		"--service-account-signing-key-file", state+"/server.key", "--service-cluster-ip-range", "10.96.0.0/12",
		"--disable-admission-plugins", "ServiceAccount", "--allow-privileged=true")
}

func startControllers(ended chan<- string) {
	start(ended, "kubernetes", "kube-controller-manager", "--kubeconfig", kubeconfig, "--leader-elect=false",
		"--secure-port", "0", "--service-account-private-key-file", state+"/server.key",
		"--controllers", "*,-nodeipam,-cloud-node-lifecycle-controller")
	start(ended, "kubernetes", "kube-scheduler", "--kubeconfig", kubeconfig, "--leader-elect=false", "--secure-port", "0")
	// Without a lease the node would be taken for lost after 50 s, again and again, and its pods for not ready.
	start(ended, "kwok", "kwok", "--kubeconfig", kubeconfig, "--manage-all-nodes=true", "--node-lease-duration-seconds", "40",
		"--config", programs+"/stages/node.yaml", "--config", programs+"/stages/heartbeat.yaml",
		"--config", programs+"/stages/pod.yaml")
}

// start runs a program of the image under a name, which is how the control plane knows which of its parts it is.
func start(ended chan<- string, program, name string, arguments ...string) {
	command := exec.Command(programs+"/bin/"+program, arguments...)
	command.Args[0] = name
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	must(command.Start())
	go func() {
		err := command.Wait()
		log.Printf("%s: %v", name, err)
		ended <- name
	}()
}

func await(what string, there func() bool) {
	for until := time.Now().Add(patience); !there(); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(until) {
			log.Fatalf("%s did not come about within %s", what, patience)
		}
	}
}

func must(err error) {
	if err != nil {
		log.Fatal(fmt.Errorf("the control plane did not start: %w", err))
	}
}
