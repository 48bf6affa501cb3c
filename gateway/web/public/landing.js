const QUERY = "query LandingPage { partners { code name website source { state records problem } } }";
const table = document.querySelector("#figures");

try {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": document.documentElement.lang },
    body: JSON.stringify({ query: QUERY, operationName: "LandingPage" }),
  });
  const { data } = await response.json();
  const states = JSON.parse(table.dataset.states);
  for (const { name, website, source } of data.partners) {
    const row = table.tBodies[0].insertRow();
    const partner = row.insertCell();
    if (website) {
      const link = document.createElement("a");
      link.href = website;
      link.textContent = name;
      partner.append(link);
    } else {
      partner.textContent = name;
    }
    row.insertCell().textContent = String(source.records);
    const state = row.insertCell();
    state.textContent = states[source.state] ?? source.state;
    state.className = `state ${source.state.toLowerCase()}`;
    if (source.problem) state.title = source.problem;
  }
} catch {
  const cell = table.tBodies[0].insertRow().insertCell();
  cell.colSpan = 3;
  cell.textContent = table.dataset.failed;
}
