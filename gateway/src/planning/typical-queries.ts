import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { parse } from "graphql";

/** Queries that any composed graph has to plan at once: those that touch every partner. */
export const TYPICAL_QUERIES = {
  "records with partner and themes": /* GraphQL */ `
    {
      records {
        nodes {
          partner {
            code
          }
          themes {
            code
          }
        }
      }
    }
  `,
  "a page of all kinds with details": /* GraphQL */ `
    {
      records(first: 50) {
        totalCount
        facets {
          kinds {
            code
            count
          }
        }
        nodes {
          __typename
          id
          title
          summary
          partner {
            code
            name
          }
          themes {
            code
            title
          }
          provenance {
            document
            locator
          }
          ... on Event {
            date {
              text
              edtf
            }
            topics
            speakers
            capacity {
              min
              max
            }
            registration {
              state
            }
            series {
              id
              title
              topics
            }
          }
          ... on Publication {
            date {
              text
            }
            documents {
              url
              mediaType
            }
            event {
              id
              title
              speakers
            }
          }
          ... on Recommendation {
            goal
            context
            addressees
            priority {
              rank
              of
            }
            measures {
              ref
              text
              progress {
                claimed
              }
              measures {
                ref
                text
              }
            }
            responses {
              body
              value
            }
            followUps {
              action
              status
              evidence {
                type
              }
            }
            assessments {
              assessor
              status
            }
            publication {
              id
              documents {
                url
              }
            }
          }
          ... on LegitimacyIndicator {
            unit
            target {
              value
            }
            method
            population
            limitations
            latest {
              value
            }
            observations(first: 10) {
              nodes {
                value
                period {
                  text
                }
              }
            }
            recommendations {
              id
              goal
            }
          }
        }
      }
    }
  `,
  "a theme's events and the recommendations they led to": /* GraphQL */ `
    {
      theme(code: "TRUST") {
        title
        events(first: 20) {
          nodes {
            title
            topics
            series {
              title
              topics
            }
            recommendations {
              nodes {
                title
                goal
                measures {
                  ref
                }
              }
            }
          }
        }
        recommendations {
          nodes {
            title
            followUps {
              action
            }
            publication {
              title
              documents {
                url
              }
            }
          }
        }
      }
    }
  `,
} as const;

/** What it took to plan a query. */
export interface PlanningReport {
  /** Plans that the planner weighed against each other; more than one grows with the number of partners. */
  readonly evaluatedPlans: number;
  readonly milliseconds: number;
  /** Subgraphs that the plan asks, by name. */
  readonly subgraphs: readonly string[];
}

/** Makes the planner that a router makes from a supergraph; gives the function that plans a query with it. */
export function createPlanner(supergraphSdl: string): (query: string) => PlanningReport {
  const planner = new QueryPlanner(Supergraph.build(supergraphSdl));
  return (query) => {
    const operation = operationFromDocument(planner.supergraph.schema, parse(query));
    const start = performance.now();
    const plan = planner.buildQueryPlan(operation);
    const milliseconds = performance.now() - start;
    const names = new Set(
      Array.from(JSON.stringify(plan).matchAll(/"serviceName":"([^"]+)"/g), ([, name = ""]) => name),
    );
    return {
      evaluatedPlans: planner.lastGeneratedPlanStatistics()?.evaluatedPlanCount ?? 0,
      milliseconds,
      subgraphs: [...names].toSorted(),
    };
  };
}
