package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"time"
)

// certificates are the authority's, and the administrator's with its key, as PEM.
type certificates struct {
	authority, client, clientKey []byte
}

// writeCertificates makes an authority, and a certificate of it for the server, which is written to the folder.
func writeCertificates(folder string, hosts []string) (certificates, error) {
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return certificates{}, err
	}
	authority := template(1, pkix.Name{CommonName: "reference-cluster"})
	authority.IsCA, authority.BasicConstraintsValid, authority.KeyUsage = true, true, x509.KeyUsageCertSign
	authorityDer, err := x509.CreateCertificate(rand.Reader, authority, authority, authorityKey.Public(), authorityKey)
	if err != nil {
		return certificates{}, err
	}

	serving := template(2, pkix.Name{CommonName: "kube-apiserver"})
	serving.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	for _, host := range hosts {
		if address := net.ParseIP(host); address != nil {
			serving.IPAddresses = append(serving.IPAddresses, address)
		} else {
			serving.DNSNames = append(serving.DNSNames, host)
		}
	}
	server, serverKey, err := sign(serving, authority, authorityKey)
	if err != nil {
		return certificates{}, err
	}
	admin := template(3, pkix.Name{CommonName: "system:admin", Organization: []string{"system:masters"}})
	admin.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	client, clientKey, err := sign(admin, authority, authorityKey)
	if err != nil {
		return certificates{}, err
	}

	authorityPem := block("CERTIFICATE", authorityDer)
	for name, content := range map[string][]byte{"authority.crt": authorityPem, "server.crt": server, "server.key": serverKey} {
		if err := os.WriteFile(folder+"/"+name, content, 0o600); err != nil {
			return certificates{}, err
		}
	}
	return certificates{authorityPem, client, clientKey}, nil
}

func template(serial int64, subject pkix.Name) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(serial),
		Subject:      subject,
		// The host's clock and the container's need not agree to the second.
		NotBefore: time.Now().Add(-time.Hour),
		NotAfter:  time.Now().AddDate(1, 0, 0),
		KeyUsage:  x509.KeyUsageDigitalSignature,
	}
}

func sign(wanted, authority *x509.Certificate, authorityKey *ecdsa.PrivateKey) (certificate, key []byte, err error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	der, err := x509.CreateCertificate(rand.Reader, wanted, authority, private.Public(), authorityKey)
	if err != nil {
		return nil, nil, err
	}
	keyDer, err := x509.MarshalECPrivateKey(private)
	return block("CERTIFICATE", der), block("EC PRIVATE KEY", keyDer), err
}

func block(kind string, content []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content})
}

// kubeconfig is the administrator's, named as k3s names things.
func (c certificates) kubeconfig(server string) []byte {
	data := base64.StdEncoding.EncodeToString
	return []byte(fmt.Sprintf(`apiVersion: v1
kind: Config
current-context: default
clusters:
- name: default
  cluster:
    server: %s
    certificate-authority-data: %s
users:
- name: default
  user:
    client-certificate-data: %s
    client-key-data: %s
contexts:
- name: default
  context:
    cluster: default
    user: default
`, server, data(c.authority), data(c.client), data(c.clientKey)))
}
