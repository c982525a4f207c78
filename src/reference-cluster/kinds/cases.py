"""What record.py writes to a real API server."""

NAMESPACE = "kinds"

# kind: group and version, plural, whether in a namespace
KINDS = {
    "ConfigMap": ("v1", "configmaps", True),
    "Endpoints": ("v1", "endpoints", True),
    "Event": ("v1", "events", True),
    "Namespace": ("v1", "namespaces", False),
    "Node": ("v1", "nodes", False),
    "Pod": ("v1", "pods", True),
    "Secret": ("v1", "secrets", True),
    "ServiceAccount": ("v1", "serviceaccounts", True),
    "Service": ("v1", "services", True),
    "Deployment": ("apps/v1", "deployments", True),
    "ReplicaSet": ("apps/v1", "replicasets", True),
    "Lease": ("coordination.k8s.io/v1", "leases", True),
    "EndpointSlice": ("discovery.k8s.io/v1", "endpointslices", True),
}

WEB = {"name": "web", "image": "nginx"}


def pod(container=None, **spec):
    return {"spec": {"containers": [{**WEB, **(container or {})}], **spec}}


def workload(labels=None, selector=None, container=None, template=None, **spec):
    selector = {"matchLabels": {"app": "web"}} if selector is None else selector
    return {"spec": {
        "selector": selector,
        "template": {
            "metadata": {"labels": labels or {"app": "web"}},
            "spec": {"containers": [{**WEB, **(container or {})}], **(template or {})}},
        **spec}}


def service(*ports, **spec):
    return {"spec": {"ports": list(ports or [{"port": 80}]), **spec}}


RICH_CONTAINER = {
    "image": "registry.example:5000/nginx:1.27",
    "command": ["sh"], "args": ["-c", "sleep 1"], "workingDir": "/",
    "ports": [{"containerPort": 80, "name": "http"}, {"containerPort": 53, "protocol": "UDP", "hostPort": 0}],
    "env": [
        {"name": "A", "value": "1"}, {"name": "EMPTY", "value": ""},
        {"name": "NODE", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}},
        {"name": "CPU", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu"}}},
        {"name": "KEY", "valueFrom": {"configMapKeyRef": {"name": "m", "key": "k", "optional": False}}}],
    "envFrom": [{"secretRef": {"name": "s"}}],
    "resources": {"limits": {"cpu": "0.5", "memory": "1024Mi"}, "requests": {"cpu": "0.0001"}},
    "volumeMounts": [{"name": "empty", "mountPath": "/empty", "readOnly": False}, {"name": "map", "mountPath": "/map"}],
    "livenessProbe": {"httpGet": {"port": "http"}, "initialDelaySeconds": 0},
    "readinessProbe": {"exec": {"command": ["true"]}, "periodSeconds": 3},
    "startupProbe": {"grpc": {"port": 9000}},
    "lifecycle": {"preStop": {"httpGet": {"port": 80, "path": "bye"}}, "postStart": {"exec": {"command": ["true"]}}},
    "securityContext": {"runAsNonRoot": True, "allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
    "stdin": False, "tty": True,
}
RICH_POD = {
    "volumes": [
        {"name": "nothing"}, {"name": "empty", "emptyDir": {"sizeLimit": "1000Mi"}},
        {"name": "map", "configMap": {"name": "m", "items": [{"key": "a", "path": "a"}]}},
        {"name": "secret", "secret": {"secretName": "s", "optional": True}}, {"name": "host", "hostPath": {"path": "/"}},
        {"name": "down", "downwardAPI": {"items": [{"path": "n", "fieldRef": {"fieldPath": "metadata.name"}}]}},
        {"name": "both", "projected": {"sources": [{"configMap": {"name": "m"}}, {"downwardAPI": {"items": [
            {"path": "c", "resourceFieldRef": {"containerName": "web", "resource": "limits.cpu"}}]}}]}}],
    "initContainers": [{"name": "first", "image": "busybox@sha256:" + "a" * 64}, {"name": "side", "image": "b:latest", "restartPolicy": "Always"}],
    "nodeSelector": {"disk": "fast"}, "hostNetwork": False, "hostname": "h", "subdomain": "s", "imagePullSecrets": [{"name": "pull"}],
    "tolerations": [{"key": "a", "operator": "Exists"}, {"key": "node.kubernetes.io/not-ready", "effect": "NoExecute", "operator": "Exists"}],
    "hostAliases": [{"ip": "10.0.0.1", "hostnames": ["a"]}], "automountServiceAccountToken": False,
    "securityContext": {"fsGroup": 0, "runAsUser": 1000}, "activeDeadlineSeconds": 60, "restartPolicy": "OnFailure",
    "affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": [
        {"weight": 1, "podAffinityTerm": {"topologyKey": "zone", "labelSelector": {"matchLabels": {"a": "b"}}}}]}},
    "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}],
    "terminationGracePeriodSeconds": 0, "enableServiceLinks": False, "readinessGates": [{"conditionType": "a/b"}],
}

CREATED = [
    ("a minimal pod", "Pod", pod()),
    ("a pod with nearly everything", "Pod", pod(RICH_CONTAINER, **RICH_POD)),
    ("a guaranteed pod", "Pod", pod({"resources": {"limits": {"cpu": "1", "memory": "1Gi"}}})),
    ("a pod on the host network", "Pod", pod({"ports": [{"containerPort": 80}]}, hostNetwork=True)),
    ("a pod whose status is sent along", "Pod", {**pod(), "status": {"phase": "Running", "podIP": "1.2.3.4"}}),
    ("a gated pod", "Pod", pod(schedulingGates=[{"name": "wait"}])),
    ("a critical pod", "Pod", pod(priorityClassName="system-node-critical")),
    ("a pod with empty and unknown fields", "Pod", {
        "metadata": {"labels": {}, "annotations": None, "colour": "red"},
        "spec": {"containers": [{**WEB, "args": [], "colour": "blue", "resources": {"limits": {}}}], "volumes": None, "hostPID": False}}),
    ("a minimal deployment", "Deployment", workload()),
    ("a deployment with nearly everything", "Deployment", workload(
        replicas=0, paused=True, minReadySeconds=5, strategy={"rollingUpdate": {"maxSurge": 1}}, revisionHistoryLimit=0,
        container=RICH_CONTAINER, template={"volumes": RICH_POD["volumes"], "serviceAccountName": "robot"})),
    ("a deployment that recreates", "Deployment", workload(strategy={"type": "Recreate"}, progressDeadlineSeconds=10)),
    ("a deployment whose status is sent along", "Deployment", {**workload(), "status": {"replicas": 3}}),
    ("a minimal replica set", "ReplicaSet", workload()),
    ("a replica set with expressions", "ReplicaSet", workload(
        selector={"matchExpressions": [{"key": "app", "operator": "In", "values": ["web", "other"]}]}, replicas=2)),
    ("a minimal service", "Service", service()),
    ("a service with an address", "Service", service(clusterIP="10.96.200.200")),
    ("a headless service", "Service", service(clusterIP="None", selector={"app": "web"})),
    ("a headless service without a selector", "Service", service(clusterIP="None")),
    ("an external name", "Service", {"spec": {"type": "ExternalName", "externalName": "example.com"}}),
    ("a node port", "Service", service({"port": 80, "nodePort": 30123}, type="NodePort", clusterIP="10.96.200.200")),
    ("a load balancer", "Service", service({"port": 80, "nodePort": 30123}, type="LoadBalancer", clusterIP="10.96.200.200")),
    ("a sticky service", "Service", service(
        {"port": 80, "name": "a", "targetPort": "http"}, {"port": 53, "name": "b", "protocol": "UDP"},
        sessionAffinity="ClientIP", clusterIP="10.96.200.200", externalIPs=["1.2.3.4"])),
    ("a config map", "ConfigMap", {"data": {"b": "2", "a": "1"}, "binaryData": {"c": "AAE="}, "immutable": False}),
    ("an empty config map", "ConfigMap", {}),
    ("a secret", "Secret", {"data": {"a": "MQ=="}, "stringData": {"b": "two"}}),
    ("an empty secret", "Secret", {}),
    ("a secret of a type", "Secret", {"type": "kubernetes.io/basic-auth", "stringData": {"username": "u"}}),
    ("a service account", "ServiceAccount", {"secrets": [{"name": "a", "namespace": "b"}], "imagePullSecrets": [{"name": "p"}]}),
    ("a namespace", "Namespace", {"metadata": {"name": "kinds-other"}}),
    ("a namespace with finalizers", "Namespace", {"metadata": {"name": "kinds-other"}, "spec": {"finalizers": ["example.com/f"]}}),
    ("a node", "Node", {"metadata": {"name": "kinds-node"}}),
    ("a node with a capacity", "Node", {"metadata": {"name": "kinds-node"}, "status": {"capacity": {"cpu": "2000m", "memory": "4096Mi"}}}),
    ("an event", "Event", {"involvedObject": {"kind": "Pod", "name": "p", "namespace": NAMESPACE}, "reason": "R",
                           "firstTimestamp": "2026-01-02T03:04:05+01:00", "lastTimestamp": None, "count": 1}),
    ("a new event", "Event", {"involvedObject": {"kind": "Pod", "name": "p", "namespace": NAMESPACE}, "reason": "R", "action": "A",
                              "eventTime": "2026-01-02T03:04:05.000006Z", "reportingComponent": "c", "reportingInstance": "i"}),
    ("endpoints", "Endpoints", {"subsets": [{"addresses": [{"ip": "10.9.9.9"}], "ports": [{"port": 80}]}]}),
    ("empty endpoints", "Endpoints", {}),
    ("an endpoint slice", "EndpointSlice", {"addressType": "IPv4", "endpoints": [{"addresses": ["10.9.9.9"]}], "ports": [{"port": 80}]}),
    ("an empty endpoint slice", "EndpointSlice", {"addressType": "IPv6"}),
    ("a lease", "Lease", {"spec": {"holderIdentity": "me", "leaseDurationSeconds": 15, "renewTime": "2026-01-02T03:04:05.123456+02:00"}}),
    ("an empty lease", "Lease", {}),
]

LONG = "a" * 64

REFUSED = [
    ("no spec", "Pod", {}),
    ("no containers", "Pod", {"spec": {"containers": []}}),
    ("no name of a container", "Pod", {"spec": {"containers": [{"image": "nginx"}]}}),
    ("no image", "Pod", {"spec": {"containers": [{"name": "web"}]}}),
    ("an image with a space", "Pod", pod({"image": "nginx "})),
    ("a bad name of a container", "Pod", pod({"name": "Web_1"})),
    ("a long name of a container", "Pod", pod({"name": LONG})),
    ("two containers of a name", "Pod", {"spec": {"containers": [WEB, WEB]}}),
    ("an initializer named as a container", "Pod", pod(initContainers=[WEB])),
    ("a bad pull policy", "Pod", pod({"imagePullPolicy": "Perhaps"})),
    ("a bad restart policy", "Pod", pod(restartPolicy="Sometimes")),
    ("a bad DNS policy", "Pod", pod(dnsPolicy="Guess")),
    ("a bad message policy", "Pod", pod({"terminationMessagePolicy": "Shout"})),
    ("a port that is too high", "Pod", pod({"ports": [{"containerPort": 70000}]})),
    ("a port without a number", "Pod", pod({"ports": [{"name": "http"}]})),
    ("two ports of a name", "Pod", pod({"ports": [{"containerPort": 1, "name": "a"}, {"containerPort": 2, "name": "a"}]})),
    ("bad names of ports", "Pod", pod({"ports": [{"containerPort": 1, "name": "UPPER"}, {"containerPort": 2, "name": "a-very-long-port-name"}, {"containerPort": 3, "name": "a--b-"}, {"containerPort": 4, "name": "1"}]})),
    ("a bad protocol", "Pod", pod({"ports": [{"containerPort": 1, "protocol": "HTTP"}]})),
    ("a host port twice", "Pod", pod({"ports": [{"containerPort": 1, "hostPort": 80}, {"containerPort": 2, "hostPort": 80}]})),
    ("a variable without a name", "Pod", pod({"env": [{"value": "1"}]})),
    ("a bad name of a variable", "Pod", pod({"env": [{"name": "a=b", "value": "1"}]})),
    ("a variable with two values", "Pod", pod({"env": [{"name": "A", "value": "1", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}]})),
    ("a variable from two sources", "Pod", pod({"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}, "secretKeyRef": {"name": "s", "key": "k"}}}]})),
    ("a variable from nowhere", "Pod", pod({"env": [{"name": "A", "valueFrom": {}}]})),
    ("a variable from no key", "Pod", pod({"env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "m"}}}]})),
    ("a variable from a bad field", "Pod", pod({"env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "spec.colour"}}}]})),
    ("an environment from nowhere", "Pod", pod({"envFrom": [{"prefix": "A"}]})),
    ("a mount of no volume", "Pod", pod({"volumeMounts": [{"name": "none", "mountPath": "/a"}]})),
    ("a mount without a path", "Pod", pod({"volumeMounts": [{"name": "v"}]}, volumes=[{"name": "v"}])),
    ("two mounts at a path", "Pod", pod({"volumeMounts": [{"name": "v", "mountPath": "/a"}, {"name": "v", "mountPath": "/a"}]}, volumes=[{"name": "v"}])),
    ("two volumes of a name", "Pod", pod(volumes=[{"name": "v"}, {"name": "v"}])),
    ("a volume without a name", "Pod", pod(volumes=[{"emptyDir": {}}])),
    ("a volume of two types", "Pod", pod(volumes=[{"name": "v", "emptyDir": {}, "hostPath": {"path": "/"}}])),
    ("volumes that say nothing", "Pod", pod(volumes=[{"name": "a", "configMap": {}}, {"name": "b", "secret": {}}, {"name": "c", "hostPath": {"path": ""}}, {"name": "d", "persistentVolumeClaim": {"claimName": ""}}])),
    ("a volume with a bad mode", "Pod", pod(volumes=[{"name": "v", "secret": {"secretName": "s", "defaultMode": 1000}}])),
    ("a request above its limit", "Pod", pod({"resources": {"limits": {"cpu": "1"}, "requests": {"cpu": "2"}}})),
    ("a negative resource", "Pod", pod({"resources": {"requests": {"memory": "-1"}}})),
    ("an unknown resource", "Pod", pod({"resources": {"requests": {"colour": "1"}}})),
    ("an extended resource without a limit", "Pod", pod({"resources": {"requests": {"example.com/gpu": "1"}}})),
    ("a broken extended resource", "Pod", pod({"resources": {"limits": {"example.com/gpu": "1500m"}}})),
    ("a probe without a handler", "Pod", pod({"livenessProbe": {"periodSeconds": 1}})),
    ("a probe with two handlers", "Pod", pod({"livenessProbe": {"exec": {"command": ["a"]}, "tcpSocket": {"port": 1}}})),
    ("a probe of a bad port", "Pod", pod({"livenessProbe": {"httpGet": {"port": 0}}})),
    ("a probe of a bad scheme", "Pod", pod({"readinessProbe": {"httpGet": {"port": 80, "scheme": "FTP"}}})),
    ("a negative probe", "Pod", pod({"readinessProbe": {"exec": {"command": []}, "periodSeconds": -1, "terminationGracePeriodSeconds": 5}})),
    ("a probe with too much success", "Pod", pod({"startupProbe": {"exec": {"command": ["a"]}, "successThreshold": 2}})),
    ("a probe of an initializer", "Pod", pod(initContainers=[{"name": "i", "image": "i", "livenessProbe": {"exec": {"command": ["a"]}}}])),
    ("a bad node selector", "Pod", pod(nodeSelector={"a b": "c d"})),
    ("a bad name of a node", "Pod", pod(nodeName="Not_A_Node")),
    ("a bad host name", "Pod", pod(hostname="not.a.label", subdomain="Nor_this")),
    ("a deadline in the past", "Pod", pod(activeDeadlineSeconds=0)),
    ("bad tolerations", "Pod", pod(tolerations=[{"operator": "Equal"}, {"key": "a", "operator": "Like"}, {"key": "a", "operator": "Exists", "value": "b"}, {"key": "a", "effect": "Never"}, {"key": "a", "tolerationSeconds": 1}])),
    ("an overhead", "Pod", pod(overhead={})),
    ("a runtime class", "Pod", pod(runtimeClassName="none")),
    ("a priority class", "Pod", pod(priorityClassName="none")),
    ("a priority", "Pod", pod(priority=5)),
    ("a string for a number", "Pod", pod({"ports": [{"containerPort": "80"}]})),
    ("a number for a string", "Pod", pod({"env": [{"name": "A", "value": 1}]})),
    ("an object for a list", "Pod", {"spec": {"containers": {}}}),
    ("a list for an object", "Pod", {"spec": []}),
    ("a string for a truth", "Pod", pod(hostNetwork="yes")),
    ("a truth for a named string", "Pod", pod(restartPolicy=True)),
    ("a string for a named map", "Pod", pod({"resources": {"limits": "all"}})),
    ("a broken amount", "Pod", pod({"resources": {"limits": {"cpu": "much"}}})),
    ("an amount with a bad suffix", "Pod", pod({"resources": {"limits": {"cpu": "1x"}}})),
    ("a truth for a port", "Pod", pod({"livenessProbe": {"httpGet": {"port": True}}})),
    ("a number for a label", "Pod", {**pod(), "metadata": {"labels": {"a": 1}}}),
    ("nothing", "Deployment", {}),
    ("no selector", "Deployment", {"spec": {"template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [WEB]}}}}),
    ("an empty selector", "Deployment", workload(selector={})),
    ("another selector", "Deployment", workload(selector={"matchLabels": {"app": "other"}})),
    ("a bad selector", "Deployment", workload(selector={"matchLabels": {"a b": "c d"}})),
    ("bad expressions", "Deployment", workload(selector={"matchExpressions": [{"key": "a", "operator": "In"}, {"key": "b", "operator": "Exists", "values": ["c"]}, {"key": "d", "operator": "Like", "values": ["e f"]}]})),
    ("no template", "Deployment", {"spec": {"selector": {"matchLabels": {"app": "web"}}}}),
    ("bad labels of a template", "Deployment", workload(labels={"app": "web", "x y": "z"})),
    ("a bad container of a template", "Deployment", workload(container={"image": "", "imagePullPolicy": "Perhaps"})),
    ("a template that ends", "Deployment", workload(template={"restartPolicy": "Never", "activeDeadlineSeconds": 5})),
    ("negative numbers", "Deployment", workload(replicas=-1, minReadySeconds=-1, revisionHistoryLimit=-1, progressDeadlineSeconds=-2)),
    ("a short deadline", "Deployment", workload(minReadySeconds=600)),
    ("no surge and none unavailable", "Deployment", workload(strategy={"rollingUpdate": {"maxSurge": 0, "maxUnavailable": "0%"}})),
    ("bad percentages", "Deployment", workload(strategy={"rollingUpdate": {"maxSurge": "many", "maxUnavailable": "101%"}})),
    ("a negative surge", "Deployment", workload(strategy={"rollingUpdate": {"maxSurge": -1}})),
    ("a strategy with the other's setting", "Deployment", workload(strategy={"type": "Recreate", "rollingUpdate": {}})),
    ("an unknown strategy", "Deployment", workload(strategy={"type": "Guess"})),
    ("a string for replicas", "Deployment", workload(replicas="2")),
    ("a fraction for replicas", "Deployment", workload(replicas=1.5)),
    ("too many replicas", "Deployment", workload(replicas=3000000000)),
    ("no selector of a replica set", "ReplicaSet", {"spec": {"template": {"spec": {"containers": [WEB]}}}}),
    ("another selector of a replica set", "ReplicaSet", workload(selector={"matchLabels": {"app": "other"}}, replicas=-1)),
    ("no spec of a service", "Service", {}),
    ("two ports without names", "Service", service({"port": 80}, {"port": 81})),
    ("two ports of one name", "Service", service({"port": 80, "name": "a"}, {"port": 81, "name": "a"})),
    ("a port twice", "Service", service({"port": 80, "name": "a"}, {"port": 80, "name": "b"})),
    ("a port of nothing", "Service", service({"name": "a"})),
    ("bad ports", "Service", service({"port": 70000, "name": "A_", "targetPort": "NO", "protocol": "HTTP"})),
    ("an unknown type", "Service", service(type="Magic")),
    ("an unknown affinity", "Service", service(sessionAffinity="Lunch")),
    ("no external name", "Service", {"spec": {"type": "ExternalName"}}),
    ("a bad external name", "Service", {"spec": {"type": "ExternalName", "externalName": "Not_A_Name"}}),
    ("an external name with an address", "Service", {"spec": {"type": "ExternalName", "externalName": "a.b", "clusterIP": "10.96.3.4"}}),
    ("a bad address", "Service", service(clusterIP="not-an-ip")),
    ("an address that is taken", "Service", service(clusterIP="10.96.0.1")),
    ("an address out of range", "Service", service(clusterIP="192.168.1.1")),
    ("two addresses that differ", "Service", service(clusterIP="10.96.3.4", clusterIPs=["10.96.3.5"])),
    ("only the plural of an address", "Service", service(clusterIPs=["10.96.3.5"])),
    ("a bad selector of a service", "Service", service(selector={"a b": "c d"})),
    ("a node port of a cluster address", "Service", service({"port": 80, "nodePort": 30001})),
    ("a node port out of range", "Service", service({"port": 80, "nodePort": 80}, type="NodePort")),
    ("a headless node port", "Service", service(type="NodePort", clusterIP="None")),
    ("a bad external address", "Service", service(externalIPs=["x"])),
    ("a traffic policy of no use", "Service", service(externalTrafficPolicy="Local")),
    ("bad traffic policies", "Service", service(type="NodePort", externalTrafficPolicy="Maybe", internalTrafficPolicy="Maybe")),
    ("bad families", "Service", service(ipFamilies=["IPv5", "IPv5"], ipFamilyPolicy="Any")),
    ("a bad key", "ConfigMap", {"data": {"not valid": "1"}}),
    ("a key that climbs", "ConfigMap", {"data": {"..": "1"}}),
    ("a key that begins to climb", "ConfigMap", {"data": {"..x": "1"}}),
    ("a key in both", "ConfigMap", {"data": {"a": "1"}, "binaryData": {"a": "AA=="}}),
    ("a number for a value", "ConfigMap", {"data": {"a": 1}}),
    ("a list for a map", "ConfigMap", {"data": []}),
    ("no base64", "Secret", {"data": {"a": "%%%"}}),
    ("base64 cut short", "Secret", {"data": {"a": "YWJ"}}),
    ("base64 with a bad end", "Secret", {"data": {"a": "YWJj="}}),
    ("a bad key of a secret", "Secret", {"stringData": {"a b": "1"}}),
    ("a certificate without keys", "Secret", {"type": "kubernetes.io/tls"}),
    ("a login without a name", "Secret", {"type": "kubernetes.io/basic-auth"}),
    ("a key without a key", "Secret", {"type": "kubernetes.io/ssh-auth"}),
    ("a token of nobody", "Secret", {"type": "kubernetes.io/service-account-token"}),
    ("another namespace", "Event", {"involvedObject": {"namespace": "default"}}),
    ("a new event that lacks", "Event", {"involvedObject": {"namespace": NAMESPACE}, "eventTime": "2026-01-02T03:04:05.000006Z"}),
    ("no addresses", "Endpoints", {"subsets": [{"ports": [{"port": 0}, {"port": 1, "name": "A", "protocol": "X"}]}]}),
    ("a bad address of endpoints", "Endpoints", {"subsets": [{"addresses": [{"ip": "x"}]}]}),
    ("no address type", "EndpointSlice", {"endpoints": []}),
    ("a slice with bad contents", "EndpointSlice", {"addressType": "IPv4", "endpoints": [{"addresses": []}, {"addresses": ["x"]}, {"addresses": ["::1"]}], "ports": [{"name": "A"}, {"name": "b", "protocol": "X"}, {"name": "b"}]}),
    ("a bad address type", "EndpointSlice", {"addressType": "IPv5"}),
    ("bad numbers of a lease", "Lease", {"spec": {"leaseDurationSeconds": 0, "leaseTransitions": -1}}),
    ("no time", "Lease", {"spec": {"renewTime": "now"}}),
    ("a time without fractions", "Lease", {"spec": {"renewTime": "2026-01-02T03:04:05Z"}}),
    ("a number for a time", "Lease", {"spec": {"renewTime": 5}}),
    ("bad taints", "Node", {"metadata": {"name": "kinds-node"}, "spec": {"taints": [{"key": "a b"}, {"key": "c", "effect": "Never"}]}}),
]


def changing(*keys, to):
    def change(tree):
        for key in keys[:-1]:
            tree = tree[key]
        tree[keys[-1]] = to
    return change


def dropping(*keys):
    def change(tree):
        for key in keys[:-1]:
            tree = tree[key]
        tree.pop(keys[-1], None)
    return change


def together(*changes):
    def change(tree):
        for one in changes:
            one(tree)
    return change


IDLE = {"schedulerName": "nobody"}

UPDATED = [
    ("another image of a pod", "Pod", pod(**IDLE), changing("spec", "containers", 0, "image", to="nginx:2")),
    ("a container more", "Pod", pod(**IDLE), changing("spec", "containers", to=[WEB, {**WEB, "name": "more"}])),
    ("another command", "Pod", pod(**IDLE), changing("spec", "containers", 0, "command", to=["sh"])),
    ("another host name", "Pod", pod(**IDLE), changing("spec", "hostname", to="other")),
    ("another restart policy", "Pod", pod(**IDLE), changing("spec", "restartPolicy", to="Never")),
    ("a toleration less", "Pod", pod(**IDLE), changing("spec", "tolerations", to=[{"operator": "Exists"}])),
    ("no image on an update", "Pod", pod(**IDLE), changing("spec", "containers", 0, "image", to="")),
    ("a later deadline", "Pod", pod(activeDeadlineSeconds=5, **IDLE), changing("spec", "activeDeadlineSeconds", to=10)),
    ("another status of a pod", "Pod", pod(**IDLE), changing("status", "phase", to="Running")),
    ("another selector of a deployment", "Deployment", workload(replicas=0), changing("spec", "selector", "matchLabels", to={"app": "other"})),
    ("another image of a deployment", "Deployment", workload(replicas=0), changing("spec", "template", "spec", "containers", 0, "image", to="nginx:2")),
    ("the same selector of a replica set", "ReplicaSet", workload(replicas=0), changing("spec", "minReadySeconds", to=1)),
    ("another selector of a replica set", "ReplicaSet", workload(replicas=0), changing("spec", "selector", to={"matchLabels": {"app": "other"}})),
    ("another address", "Service", service(clusterIP="10.96.200.201"), together(changing("spec", "clusterIP", to="10.96.3.4"), dropping("spec", "clusterIPs"))),
    ("an address left out", "Service", service(clusterIP="10.96.200.202"), together(dropping("spec", "clusterIP"), dropping("spec", "clusterIPs"))),
    ("an address that becomes none", "Service", service(clusterIP="10.96.200.203"), changing("spec", "clusterIP", to="None")),
    ("a service that becomes a name", "Service", service(clusterIP="10.96.200.204"), together(changing("spec", "type", to="ExternalName"), changing("spec", "externalName", to="a.b"))),
    ("a node port that becomes an address", "Service", service({"port": 80, "nodePort": 30777}, type="NodePort", clusterIP="10.96.200.205"), changing("spec", "type", to="ClusterIP")),
    ("a node port left out", "Service", service({"port": 80, "nodePort": 30778}, type="NodePort", clusterIP="10.96.200.206"), dropping("spec", "ports", 0, "nodePort")),
    ("data that are immutable", "ConfigMap", {"data": {"a": "1"}, "immutable": True}, together(changing("data", "a", to="2"), dropping("immutable"))),
    ("a secret that is immutable", "Secret", {"data": {"a": "MQ=="}, "immutable": True}, changing("data", "a", to="Mg==")),
    ("another type of a secret", "Secret", {}, changing("type", to="example.com/x")),
    ("a type left out", "Secret", {}, dropping("type")),
    ("another address type", "EndpointSlice", {"addressType": "IPv4"}, changing("addressType", to="IPv6")),
]

RUNNING = {"state": {"running": {"startedAt": "2026-01-02T03:04:05Z"}}, "ready": True, "started": True}


def status(phase, *containers, **more):
    return {"phase": phase, "containerStatuses": [
        {"name": "web", "image": "nginx", "imageID": "", "ready": False, "restartCount": 0, **one} for one in containers], **more}


def first(**state):
    return [{"name": "first", "image": "i", "imageID": "", "ready": False, "restartCount": 0, **state}]


BEFORE = {"initContainers": [{"name": "first", "image": "i"}]}
TWO = {"containers": [WEB, {**WEB, "name": "other"}]}

# name, what the pod has beyond a container, its status
ROW_PODS = [
    ("pending", pod()["spec"], {}),
    ("creating", pod()["spec"], status("Pending", {"state": {"waiting": {"reason": "ContainerCreating"}}})),
    ("running", pod()["spec"], status("Running", RUNNING, podIP="10.1.2.3", podIPs=[{"ip": "10.1.2.3"}])),
    ("crashing", pod()["spec"], status("Running", {"state": {"waiting": {"reason": "CrashLoopBackOff"}}, "restartCount": 3, "lastState": {"terminated": {"exitCode": 1, "finishedAt": "2020-01-02T03:04:05Z"}}})),
    ("completed", pod(restartPolicy="Never")["spec"], status("Succeeded", {"state": {"terminated": {"exitCode": 0, "reason": "Completed"}}})),
    ("failed", pod(restartPolicy="Never")["spec"], status("Failed", {"state": {"terminated": {"exitCode": 3}}})),
    ("signalled", pod(restartPolicy="Never")["spec"], status("Failed", {"state": {"terminated": {"exitCode": 137, "signal": 9}}})),
    ("evicted", pod()["spec"], {"phase": "Failed", "reason": "Evicted"}),
    ("initializing", {**pod()["spec"], **BEFORE}, {"phase": "Pending", "initContainerStatuses": first(state={"running": {}})}),
    ("failing-first", {**pod()["spec"], **BEFORE}, {"phase": "Pending", "initContainerStatuses": first(state={"terminated": {"exitCode": 2}}, restartCount=2)}),
    ("waiting-first", {**pod()["spec"], **BEFORE}, {"phase": "Pending", "initContainerStatuses": first(state={"waiting": {"reason": "ImagePullBackOff"}})}),
    ("sidecar", {**pod()["spec"], "initContainers": [{"name": "first", "image": "i", "restartPolicy": "Always"}]}, status("Running", RUNNING, initContainerStatuses=first(**{**RUNNING, "restartCount": 1}))),
    ("half-completed", TWO, status("Running", {"state": {"terminated": {"exitCode": 0, "reason": "Completed"}}}, {**RUNNING, "name": "other"})),
    ("gated", {**pod()["spec"], "schedulingGates": [{"name": "wait"}], "readinessGates": [{"conditionType": "a"}]}, {}),
    ("terminating", pod()["spec"], status("Running", RUNNING)),
]

MANY = ["10.9.9.1", "10.9.9.2", "10.9.9.3", "10.9.9.4", "10.9.9.5"]

# name, kind, fields: more to print
ROWS = [
    ("more endpoints than are shown", "Endpoints", {"subsets": [
        {"addresses": [{"ip": one} for one in MANY], "ports": [{"port": 80, "name": "a"}, {"port": 81, "name": "b"}]},
        {"addresses": [{"ip": "2001:db8::1"}], "ports": [{"port": 80}]}]}),
    ("endpoints without ports", "Endpoints", {"subsets": [{"addresses": [{"ip": "10.9.9.9"}]}]}),
    ("endpoints that are not ready", "Endpoints", {"subsets": [{"notReadyAddresses": [{"ip": "10.9.9.9"}], "ports": [{"port": 80}]}]}),
    ("more slices than are shown", "EndpointSlice", {
        "addressType": "IPv4", "endpoints": [{"addresses": [one]} for one in MANY],
        "ports": [{"port": 80, "name": "a"}, {"name": "b"}, {"port": 82, "name": "c"}, {"port": 83, "name": "d"}]}),
    ("a node that works", "Node", {
        "metadata": {"name": "kinds-node", "labels": {"node-role.kubernetes.io/worker": "", "node-role.kubernetes.io/control-plane": "", "kubernetes.io/role": "old"}},
        "spec": {"unschedulable": True},
        "status": {"conditions": [{"type": "Ready", "status": "True"}], "addresses": [{"type": "ExternalIP", "address": "1.2.3.4"}, {"type": "InternalIP", "address": "10.0.0.1"}],
                   "nodeInfo": {"kubeletVersion": "v1.34.0", "osImage": "Linux", "kernelVersion": "6", "containerRuntimeVersion": "c://1"}}}),
    ("a node that does not", "Node", {"metadata": {"name": "kinds-node"}, "status": {"conditions": [{"type": "Ready", "status": "Unknown"}]}}),
    ("a service with all", "Service", service({"port": 80, "name": "a", "nodePort": 30779}, {"port": 53, "name": "b", "protocol": "UDP"}, type="NodePort", externalIPs=["1.2.3.4", "1.2.3.5"], selector={"b": "2", "a": "1"})),
    ("a deployment that selects by sets", "Deployment", workload(selector={"matchLabels": {"app": "web"}, "matchExpressions": [
        {"key": "b", "operator": "Exists"}, {"key": "a", "operator": "NotIn", "values": ["y", "x"]}, {"key": "c", "operator": "DoesNotExist"}]}, labels={"app": "web", "b": "1"},
        template={"containers": [WEB, {**WEB, "name": "other", "image": "redis"}]})),
    ("an event in a series", "Event", {
        "involvedObject": {"kind": "Pod", "namespace": NAMESPACE}, "reason": "R", "message": " m ", "type": "Warning", "action": "A",
        "eventTime": "2026-01-02T03:04:05.000006Z", "series": {"count": 7, "lastObservedTime": "2026-01-02T04:04:05.000006Z"}, "reportingComponent": "c", "reportingInstance": "i"}),
]
