package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

const node = `{
  "apiVersion": "v1", "kind": "Node",
  "metadata": {"name": "reference", "labels": {"kubernetes.io/hostname": "reference", "kubernetes.io/os": "linux"}},
  "status": {"allocatable": {"cpu": "32", "memory": "256Gi", "pods": "10000"},
             "capacity": {"cpu": "32", "memory": "256Gi", "pods": "10000"}}}`

// client asks the API server as the administrator.
type client struct {
	http *http.Client
}

func newClient(certificates certificates) (client, error) {
	pair, err := tls.X509KeyPair(certificates.client, certificates.clientKey)
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(certificates.authority)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted, Certificates: []tls.Certificate{pair}}}
	return client{&http.Client{Transport: transport, Timeout: 5 * time.Second}}, err
}

func (c client) ask(method, path, body string) (*http.Response, error) {
	request, err := http.NewRequest(method, server+path, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	return c.http.Do(request)
}

func (c client) ok(method, path, body string) bool {
	answer, err := c.ask(method, path, body)
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode < 300
}

// nodeIsReady says whether the scheduler would put a pod on the node.
func (c client) nodeIsReady() bool {
	answer, err := c.ask("GET", "/api/v1/nodes/reference", "")
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	var stored struct {
		Spec   struct{ Taints []any }
		Status struct {
			Conditions []struct{ Type, Status string }
		}
	}
	if json.NewDecoder(answer.Body).Decode(&stored) != nil || len(stored.Spec.Taints) > 0 {
		return false
	}
	for _, condition := range stored.Status.Conditions {
		if condition.Type == "Ready" {
			return condition.Status == "True"
		}
	}
	return false
}
