"""Trees of LightGBM as crates/courant-core/src/extract/trees.rs reads them."""


def lines(booster):
    """A tree a line: nodes by breadth, the questions with their two places."""
    for tree in booster.dump_model()["tree_info"]:
        nodes, order = [], [tree["tree_structure"]]
        for node in order:
            if "leaf_value" in node:
                nodes.append(f"{node['leaf_value']:.5g}")
            else:
                place = len(order)
                order.extend([node["left_child"], node["right_child"]])
                nodes.append(f"{node['split_feature']},{node['threshold']:.6g},{place},{place + 1}")
        yield ";".join(nodes)
